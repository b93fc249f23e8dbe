"""What a reviewer gets: the findings of a plan as text, documents for programs, and a review sheet to fill in."""
