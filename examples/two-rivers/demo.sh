#!/bin/sh
# Carries the example case to a dossier that two invented people determine, twice: before the last two reports came, and after.
#
#     sh examples/two-rivers/demo.sh [chapeau] [folder of the case]
#
# The two keys are made here, for this demo alone, and lie beside the case in FOLDER-keys: they are nobody's.
set -e
chapeau=${1:-chapeau}
case=${2:-demo}
here=$(dirname "$0")
keys=$case-keys
if [ -e "$case/case.sqlite" ]; then
    echo "The demo stands in $case already: open $case/dossier.html, or take $case and $keys away and begin anew."
    exit 0
fi
mkdir -p "$keys"
early=$(ls "$here"/reports/* | grep -v -e "15-monitoring" -e "18-ridge" -e '\.toml$')

# What was known on 2 May
# shellcheck disable=SC2086
$chapeau run $early --case "$case" --settings "$here/case.toml" --as "The demo" --now 2031-05-02T09:00:00Z --quiet
$chapeau key new --name "Ilva Marchetti-Roe" --out "$keys/ilva.key"
$chapeau key new --name "Tobin Askerly" --out "$keys/tobin.key"
$chapeau review "$case" --in "$here/determination/read-first.csv" --as "Tobin Askerly" --now 2031-05-02T09:10:00Z --quiet
$chapeau run --case "$case" --as "The demo" --now 2031-05-02T09:20:00Z --quiet
$chapeau determine "$case" --sheet "$keys/first.toml" --carry "$here/determination/first.toml" --as "The demo" --now 2031-05-02T09:30:00Z --quiet
$chapeau determine "$case" --apply "$keys/first.toml" --as "Ilva Marchetti-Roe" --now 2031-05-02T10:00:00Z
$chapeau sign "$case" --key "$keys/ilva.key" --now 2031-05-02T11:00:00Z --quiet
$chapeau sign "$case" --key "$keys/tobin.key" --now 2031-05-02T12:00:00Z

# Two reports come; a second version says what they moved
$chapeau run "$here/reports/15-monitoring-mission-update.txt" "$here/reports/18-ridge-guard-admission.txt" \
    --case "$case" --as "The demo" --now 2031-05-20T09:00:00Z --quiet
$chapeau review "$case" --in "$here/determination/read-second.csv" --as "Tobin Askerly" --now 2031-05-20T09:10:00Z --quiet
$chapeau run --case "$case" --as "The demo" --now 2031-05-20T09:20:00Z --quiet
$chapeau determine "$case" --sheet "$keys/second.toml" --carry "$here/determination/second.toml" --as "The demo" --now 2031-05-20T09:30:00Z --quiet
$chapeau determine "$case" --apply "$keys/second.toml" --as "Ilva Marchetti-Roe" --now 2031-05-20T10:00:00Z --quiet
$chapeau sign "$case" --key "$keys/ilva.key" --now 2031-05-20T11:00:00Z --quiet
$chapeau sign "$case" --key "$keys/tobin.key" --now 2031-05-20T12:00:00Z
# Three casualty lists come: what they have in common says how many may stand on none, and moves no finding
$chapeau lists "$case" "$here"/lists/*.csv --as "The demo" --now 2031-05-21T08:30:00Z
$chapeau run --case "$case" --as "The demo" --now 2031-05-21T09:00:00Z
$chapeau diff "$case"
