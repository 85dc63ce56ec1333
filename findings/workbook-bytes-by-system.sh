#!/usr/bin/env bash
set -euo pipefail
# Surprises whoever promises the same bytes from the same data: a workbook that rust_xlsxwriter makes on Windows differs from the one made on
# Linux in every entry of its zip directory. Each says on which system it was made, as the zip crate under it knows that from the target
# it was compiled for, and rust_xlsxwriter has no setting for it; date, parts and compressed bytes are alike, so the two look the same in every program.
# Needs cargo, and mingw and Wine, which it installs by apt where they are not there.
work=$(mktemp -d)
export WINEPREFIX=$work/prefix WINEDEBUG=-all
trap 'wineserver -k -w 2>/dev/null || true; rm -rf "$work"' EXIT
cd "$work"
command -v x86_64-w64-mingw32-gcc >/dev/null || { apt-get update -qq && apt-get install -qq -y gcc-mingw-w64-x86-64; } >/dev/null
command -v wine >/dev/null || command -v wine64 >/dev/null || { apt-get update -qq && apt-get install -qq -y wine wine64; } >/dev/null
wine=$(command -v wine || command -v wine64)
rustup target add x86_64-pc-windows-gnu >/dev/null 2>&1
cargo init --quiet --vcs none --name workbook
cargo add --quiet rust_xlsxwriter@=0.102.0
cat >src/main.rs <<'RUST'
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

fn main() {
    let path = std::env::args().nth(1).unwrap();
    let mut workbook = Workbook::new();
    let day = ExcelDateTime::from_ymd(2026, 1, 2).unwrap();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    workbook.add_worksheet().write(0, 0, "满意度≥95%").unwrap();
    workbook.save(path).unwrap();
}
RUST
cargo build --quiet
cargo build --quiet --target x86_64-pc-windows-gnu
# A library that old Wines lack and Rust's standard library wants.
cat >random.c <<'C'
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE bytes, SIZE_T count) { return RtlGenRandom(bytes, (ULONG)count); }
C
x86_64-w64-mingw32-gcc -shared -o target/x86_64-pc-windows-gnu/debug/bcryptprimitives.dll random.c -ladvapi32
target/debug/workbook linux.xlsx
"$wine" target/x86_64-pc-windows-gnu/debug/workbook.exe windows.xlsx >/dev/null 2>&1
python3 - <<'PY'
import zipfile

made = {name: zipfile.ZipFile(f"{name}.xlsx") for name in ("linux", "windows")}
fields = ("filename", "date_time", "CRC", "compress_size", "external_attr", "create_version", "create_system")
differing = set()
for one, other in zip(made["linux"].infolist(), made["windows"].infolist(), strict=True):
    differing |= {field for field in fields if getattr(one, field) != getattr(other, field)}
systems = {name: {entry.create_system for entry in package.infolist()} for name, package in made.items()}
print(f"rust_xlsxwriter 0.102.0, {len(made['linux'].infolist())} parts: differing {sorted(differing)}, system said {systems}")
assert open("linux.xlsx", "rb").read() != open("windows.xlsx", "rb").read(), "the bytes are alike now"
assert differing == {"create_system"} and systems == {"linux": {3}, "windows": {0}}
PY
