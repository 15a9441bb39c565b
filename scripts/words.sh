# Every sentence a person reads, Indonesian first, English second; always to stderr, because stdout belongs to results.

say() { # INDONESIAN ENGLISH
  printf '%s\n%s\n' "$1" "$2" >&2
}

die() { # INDONESIAN ENGLISH
  say "$1" "$2"
  exit 1
}

help() {
  cat <<'HELP'
Pantau: pusat komando kabupaten | the command centre of a regency

  ./pantau demo [--vehicles N] [--serial N] [--port P] [--fresh]
        semuanya di satu mesin, dengan data contoh; berhenti dengan Ctrl-C
        all of it on one machine, with sample data; stop it with Ctrl-C
  ./pantau test
        jalankan semua uji | run every test
  ./pantau up [BERKAS|FILE] / down / status
        layanan untuk pemakaian nyata, dari collector.yaml
        the service for real use, from collector.yaml
  ./pantau user NAME ROLE "DISPLAY NAME" [OPD] / wall "LABEL"
        akun dan layar dinding | accounts and wall screens
  ./pantau backup FILE / restore FILE
        basis data dan kunci dalam satu berkas | database and keys in one file
  ./pantau decode [--out DIR] FILE...
        log NMEA menjadi posisi, satu objek JSON per baris
        NMEA logs to fixes, one JSON object a line
  ./pantau thin [--epsilon-m 10] TRACK.csv
        penjarangan titik seperti di alat pelacak | the tracker's thinning
  ./pantau segment TRACK.csv
        perjalanan dan pemberhentian | trips and stops
  ./pantau bench [wire|journal|agent|ingest|live|query|merge|pages]... [--seconds S] [--rows N] [--limit FIGURE=N]
        pengukuran terhadap batasnya | measurements against their limits
  ./pantau chaos [--seconds S] [--seed N] [--negative-control]
        armada diuji dengan gangguan | the fleet under faults
  ./pantau fuzz [DETIK|SECONDS]
        masukan acak untuk pembaca jalur serial | invented bytes for the reader of the serial line
  ./pantau package
        paket .deb untuk alat pelacak | the tracker's .deb
  ./pantau tools
        hanya siapkan dan sebutkan program yang diperlukan
        only bring and name the programs that are needed
  ./pantau help
        halaman ini | this page

Rincian | details: docs/operate.md
HELP
}
