
"use strict";
(function () {
  // Names and order of the columns are those that the program reads back; a text that a spreadsheet would compute is marked.
  var kolom = ["jawaban", "keputusan", "alasan", "sampai"];
  var judul = ["Kode", "Jawaban perencana", "Keputusan", "Alasan", "Sampai tahun", "Pengenal"];
  var temuan = Array.prototype.slice.call(document.querySelectorAll("section[aria-label='Temuan'] .temuan"));
  var alat = document.getElementById("alat");
  var kabar = document.getElementById("kabar");
  var nama = (location.pathname.split("/").pop() || "").replace(/\.html?$/i, "");
  try { nama = decodeURIComponent(nama); } catch (salah) { /* a name that is no encoding stays as it is */ }
  nama = (nama || "kertas_kerja") + ".csv";
  var belumDisimpan = false;
  if (!alat) return;
  alat.hidden = false;

  function isian(baris, nama) {
    return baris.querySelector("[data-isian='" + nama + "']").value.trim();
  }

  function sel(teks) {
    var aman = /^'*[=+\-@\t\r]/.test(teks) ? "'" + teks : teks;
    return '"' + aman.replace(/"/g, '""') + '"';
  }

  function sah() {
    var kurang = null;
    temuan.forEach(function (baris) {
      var perlu = isian(baris, "keputusan") === "dikecualikan" && !isian(baris, "alasan");
      var alasan = baris.querySelector("[data-isian='alasan']");
      alasan.setCustomValidity(perlu ? "Isi alasan pengecualian" : "");
      alasan.setAttribute("aria-invalid", perlu ? "true" : "false");
      var sampai = baris.querySelector("[data-isian='sampai']");
      if (!kurang && (perlu || !sampai.checkValidity())) kurang = perlu ? alasan : sampai;
    });
    return kurang;
  }

  document.getElementById("unduh").addEventListener("click", function () {
    var kurang = sah();
    if (kurang) {
      document.querySelectorAll("[data-tampil]").forEach(function (kotak) { kotak.checked = true; });
      saring();
      kabar.textContent = "Ada isian yang belum lengkap.";
      kurang.focus();
      kurang.reportValidity();
      return;
    }
    var baris = [judul.map(sel).join(";")];
    temuan.forEach(function (satu) {
      var nilai = [satu.dataset.kode].concat(kolom.map(function (nama) { return isian(satu, nama); }), satu.dataset.pengenal);
      baris.push(nilai.map(sel).join(";"));
    });
    var berkas = new Blob(["\ufeff" + baris.join("\r\n") + "\r\n"], { type: "text/csv;charset=utf-8" });
    var tautan = document.createElement("a");
    tautan.href = URL.createObjectURL(berkas);
    tautan.download = nama;
    document.body.appendChild(tautan);
    tautan.click();
    tautan.remove();
    setTimeout(function () { URL.revokeObjectURL(tautan.href); }, 1000);
    belumDisimpan = false;
    kabar.textContent = "Isian diunduh sebagai " + nama + ".";
  });

  // Findings of one rule are often answered alike: an entry is copied to those that have none yet.
  function serupa(baris) {
    return temuan.filter(function (lain) {
      return lain !== baris && lain.dataset.kode === baris.dataset.kode && lain.dataset.aturan === baris.dataset.aturan;
    });
  }
  function kosong(baris) {
    return kolom.every(function (nama) { return !isian(baris, nama); });
  }
  temuan.forEach(function (baris) {
    var tombol = baris.querySelector("[data-salin]");
    var banyak = serupa(baris).length;
    if (!banyak) return;
    tombol.hidden = false;
    tombol.textContent = "Salin isian ini ke " + banyak + " temuan serupa";
    tombol.addEventListener("click", function () {
      if (kosong(baris)) {
        kabar.textContent = "Isian ini masih kosong.";
        return;
      }
      var tujuan = serupa(baris).filter(kosong);
      tujuan.forEach(function (lain) {
        kolom.forEach(function (nama) {
          lain.querySelector("[data-isian='" + nama + "']").value = isian(baris, nama);
        });
      });
      belumDisimpan = true;
      tombol.textContent = "Disalin ke " + tujuan.length + " dari " + banyak + " temuan serupa";
      kabar.textContent = "Ada isian yang belum diunduh.";
    });
  });

  function saring() {
    var tampil = {};
    document.querySelectorAll("[data-tampil]").forEach(function (kotak) { tampil[kotak.dataset.tampil] = kotak.checked; });
    temuan.forEach(function (baris) { baris.hidden = tampil[baris.dataset.tingkat] === false; });
  }
  document.querySelectorAll("[data-tampil]").forEach(function (kotak) { kotak.addEventListener("change", saring); });

  document.addEventListener("input", function (kejadian) {
    if (!kejadian.target.dataset.isian) return;
    belumDisimpan = true;
    kabar.textContent = "Ada isian yang belum diunduh.";
    if (kejadian.target.dataset.isian === "alasan") kejadian.target.setCustomValidity("");
  });
  window.addEventListener("beforeunload", function (kejadian) {
    if (belumDisimpan) kejadian.preventDefault();
  });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".isian textarea").forEach(function (kotak) {
      kotak.style.height = "auto";
      kotak.style.height = kotak.scrollHeight + 2 + "px";
    });
  });
})();
