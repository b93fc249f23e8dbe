"""What a plan means: units, values, periods, typed expressions, the cascade, facts, results. No I/O, no Lark."""
