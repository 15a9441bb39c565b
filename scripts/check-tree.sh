#!/usr/bin/env bash
# Holds the tree to what no compiler sees: no registry host, no machine's own path, no private key, and documents that say
# what is there. Prints each fault with its place, and the count at the end.
set -uo pipefail
cd "$(dirname "$0")/.."

passed=0 failed=0

# A rule passes when its command prints nothing.
rule() { # SENTENCE COMMAND...
  local sentence=$1 faults
  shift
  faults=$("$@")
  if [ -z "$faults" ]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'tree: %s\n%s\n' "$sentence" "$faults" | head -n 25
  fi
}

list_files() { # what is or would be committed
  if [ -e .git ] && command -v git >/dev/null; then
    git ls-files -co --exclude-standard -z
  else
    find . \( -name target -o -name node_modules -o -name .pantau -o -name .git \) -prune -o -type f -printf '%P\0'
  fi
}
all_files=$(list_files | tr '\0' '\n' | grep -vxF -e scripts/check-tree.sh -e scripts/allowed-hosts.txt) # they name what they forbid

files() { # [EXPRESSION [EXPRESSION OF WHAT TO LEAVE OUT]]
  printf '%s\n' "$all_files" | grep -E "${1:-.}" | grep -vE "${2:-^$}"
}

search() { # EXPRESSION [FILES [LEFT OUT]] -> file:line:text of what matches
  files "${2:-.}" "${3:-^$}" | tr '\n' '\0' | xargs -0 -r grep -InE -e "$1" -- /dev/null 2>/dev/null
}

hosts() { # addresses in what machines read, but for those that scripts/allowed-hosts.txt lists, and those that never exist
  search 'https?://[A-Za-z0-9]' . '[.]md$' |
    grep -vE "https?://([a-z0-9.-]+[.](example|invalid|test)|$(grep -v '^#' scripts/allowed-hosts.txt | sed 's/ .*//; s/[.]/\\./g' | paste -sd '|'))([:/\"' <>)]|\$)"
}

registries_in_documents() {
  search 'https?://[^/ ]*(registry|repo[0-9]*|mirror|artifact|packages?)[.-][^ ]*' '[.]md$'
}

downloads() {
  search '<(pluginR|r)epositor|"resolved":|^registry *=|distributionUrl|(curl|wget) .*https?:'
}

machine_paths() {
  search '(^|[^A-Za-z0-9_.{}-])/(work|root|home/[a-z]+)/'
}

private_keys() {
  files | tr '\n' '\0' | xargs -0 -r grep -IlE -e '-----BEGIN [A-Z ]*PRIVATE KEY-----' -- 2>/dev/null | while IFS= read -r file; do
    # A key, not the word in a program: the line after it is base64.
    grep -A 1 -E -e '^-----BEGIN [A-Z ]*PRIVATE KEY-----' "$file" | grep -qE '^[A-Za-z0-9+/=]{40,}$' && echo "$file"
  done
}

big_files() {
  files | tr '\n' '\0' | xargs -0 -r -I{} find {} -maxdepth 0 -type f -size +5M
}

tests_of_the_faults() { # `ClassIT`, `ClassIT.method`, and `method` of whichever class
  grep -oE '`[A-Za-z]+(\.[a-z][A-Za-z]+)?`' docs/faults.md | tr -d '`' | sort -u | while IFS= read -r name; do
    case $name in
      *IT | *Test) [ -n "$(files "/$name\.java\$")" ] || echo "docs/faults.md: $name" ;;
      *.*) grep -qs " ${name#*.}(" $(files "/${name%.*}\.java\$") || echo "docs/faults.md: $name" ;;
      ????????????*) grep -qs " $name(" $(files '/src/test/.*\.java$') || echo "docs/faults.md: $name" ;;
    esac
  done
}

classes_of_the_map() { # what ARCHITECTURE.md names like `TrackStore` has a file of that name
  grep -oE '`[A-Z][A-Za-z]+`' ARCHITECTURE.md | tr -d '`' | sort -u | while IFS= read -r name; do
    [ -n "$(files "/$name\.(java|ts|tsx)\$")" ] || echo "ARCHITECTURE.md: $name"
  done
}

line_numbers() { # they are wrong after the next change
  search '\.(java|ts|tsx|sql|sh)[:#]L?[0-9]+|\b(line|baris) [0-9]+ (of|in|dari|di) `' '[.]md$' '^CHANGELOG'
}

decisions_without_index() {
  local file
  for file in docs/decisions/[0-9]*.md; do
    grep -qF "(${file##*/})" docs/decisions/README.md || echo "docs/decisions/README.md: ${file##*/}"
  done
}

decisions_with_one_number() {
  ls docs/decisions | grep -oE '^[0-9]{4}' | sort | uniq -d
}

rule 'an address that scripts/allowed-hosts.txt does not list' hosts
rule 'a package registry in a document' registries_in_documents
rule 'a download or a registry (docs/decisions/0005)' downloads
rule "a machine's own path" machine_paths
rule 'a private key' private_keys
rule 'a file over 5 MB' big_files
rule 'a class that ARCHITECTURE.md names and nobody wrote' classes_of_the_map
rule 'a test that docs/faults.md names and nobody wrote' tests_of_the_faults
rule 'a line number in a document' line_numbers
rule 'a decision that the index does not link' decisions_without_index
rule 'two decisions of one number' decisions_with_one_number

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
