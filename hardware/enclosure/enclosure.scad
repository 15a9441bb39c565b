// Kotak pelacak Pantau | The box of the Pantau tracker.
//
// build.sh makes base.stl and lid.stl of it. Every size is a parameter; a part that is bought in another size is changed here, and
// build.sh says whether everything still fits (parts "clash-…" must be empty). Millimetres throughout.
//
// Print in PETG or ASA, 0.2 mm layers, 4 walls, 25 % infill, no support: base as it stands, lid on its face. PLA goes soft in a parked car.

/* [What to show] */
part = "view"; // [view, base, lid, print, clash-base, clash-lid, clash-parts, clash-halves]

/* [The box] */
inner = [170, 112, 34];       // room inside: length, width, height
wall = 2.4;
corner = 4;                   // radius outside
lid_thickness = 2.4;
lip = [1.6, 4];               // the rim of the lid that reaches into the base: thickness, depth
gap = 0.3;                    // between lid and base; more for a printer that squeezes
lug = 10;                     // diameter of the columns that take the lid's screws
insert = [4.0, 7];            // hole of a heat-set M3 insert: diameter, depth
screw = 3.4;                  // M3 through the lid

/* [Openings] */
gland = 12.6;                 // PG7 cable gland
sma = 6.6;
led = 5.2;                    // 5 mm LED in the lid
button = 7.2;                 // private-mode push button in the lid
vents = [9, 2, 12];           // in each long wall: how many, how wide, how high

/* [What is inside: size and place, measured in the room] */
board_thickness = 1.6;
stand = 5;                    // height of what boards stand on
pi_size = [65, 30];           pi_at = [102, 4];    // Raspberry Pi Zero 2 W
power_size = [90, 70];        power_at = [6, 4];   // perforated board 7 × 9 cm: protection, step-down, hold-up, sense
cutout_size = [62, 44];       cutout_at = [103, 38];  // low-battery cut-out module
modem_size = [92, 30];        modem_at = [4, 79];  // LTE stick
gnss_size = [36, 26];         gnss_at = [102, 85];
switch_size = [20, 6.4, 10.2]; switch_at = [145, 98]; // microswitch under the lid
switch_lift = 16;             // from the floor to its underside
switch_travel = 1.2;          // how far the lid's peg pushes its knob, which stands 1.5 above the body

/* [Fixing] */
ear = [15, 22, 4];
ear_hole = 5.2;

$fn = 48;
outer = [inner.x + 2 * wall, inner.y + 2 * wall, inner.z + wall];
lugs = [for (x = [lug, outer.x - lug], y = [-lug / 2 + 2, outer.y + lug / 2 - 2]) [x, y]];

module rounded(size, r) {
  linear_extrude(size.z) offset(r) offset(-r) square([size.x, size.y]);
}

// Everything that is measured in the room begins at the inner corner of the floor.
module room() { translate([wall, wall, wall]) children(); }

module post(height, outside, hole) {
  difference() {
    cylinder(d = outside, h = height);
    translate([0, 0, 1]) cylinder(d = hole, h = height);
  }
}

module posts(at, size, inset, outside, hole) {
  for (x = [inset, size.x - inset], y = [inset, size.y - inset])
    translate([at.x + x, at.y + y, 0]) post(stand, outside, hole);
}

// A cable tie goes through it; modules whose holes differ from maker to maker are tied down.
module tie_bridge(at) {
  translate([at.x, at.y, 0]) difference() {
    translate([-5, -2.5, 0]) cube([10, 5, stand]);
    translate([-2.2, -3, 1.2]) cube([4.4, 6, 2]);
  }
}

module tied(at, size) {
  for (x = [size.x * 0.2, size.x * 0.8]) tie_bridge([at.x + x, at.y + size.y / 2]);
}

module switch_shelf() {
  translate([switch_at.x - 1, switch_at.y + switch_size.y + 0.3, 0])
    cube([switch_size.x + 2, inner.y - switch_at.y - switch_size.y - 0.3, switch_lift + 7]);
  translate([switch_at.x - 1, switch_at.y, 0]) cube([switch_size.x + 2, switch_size.y + 0.4, switch_lift]);
}

// The switch is screwed to the wall of its shelf by two M2 screws, 9.5 apart.
module switch_holes() {
  for (x = [-4.75, 4.75])
    translate([switch_at.x + switch_size.x / 2 + x, switch_at.y, switch_lift + 2.9])
      rotate([-90, 0, 0]) cylinder(d = 1.7, h = 13);
}

module ears() {
  for (y = [outer.y * 0.2, outer.y * 0.8], side = [0, 1])
    translate([side * outer.x, y, 0]) mirror([1 - side, 0, 0]) difference() {
      translate([-1, -ear.y / 2, 0]) cube([ear.x + 1, ear.y, ear.z]);
      translate([ear.x / 2 + 0.5, 0, -1]) hull() for (d = [-3, 3]) translate([0, d, 0]) cylinder(d = ear_hole, h = ear.z + 2);
    }
}

module base() {
  difference() {
    union() {
      rounded(outer, corner);
      for (at = lugs) translate([at.x, at.y, 0]) cylinder(d = lug, h = outer.z);
      ears();
    }
    room() translate([0, 0, 0]) rounded([inner.x, inner.y, inner.z + 1], corner - wall / 2);
    for (at = lugs) translate([at.x, at.y, outer.z - insert[1]]) cylinder(d = insert[0], h = insert[1] + 1);
    openings();
  }
  room() {
    posts(pi_at, pi_size, 3.5, 5.6, 2.2);
    posts(power_at, power_size, 2.5, 5, 1.7);
    tied(cutout_at, cutout_size);
    tied(modem_at, modem_size);
    tied(gnss_at, gnss_size);
    difference() { switch_shelf(); switch_holes(); }
  }
}

module openings() {
  // The vehicle's side: supply and button cable. They enter from the side, so that drops run off before them.
  for (y = [0.24, 0.5]) translate([-1, outer.y * y, outer.z * 0.5]) rotate([0, 90, 0]) cylinder(d = gland, h = wall + 2);
  // The antennas' side
  for (y = [0.55, 0.78]) translate([outer.x - wall - 1, outer.y * y, outer.z * 0.6]) rotate([0, 90, 0]) cylinder(d = sma, h = wall + 2);
  for (i = [0 : vents[0] - 1], y = [-1, outer.y - wall - 1])
    translate([outer.x * 0.24 + i * outer.x * 0.52 / (vents[0] - 1), y, outer.z * 0.45])
      cube([vents[1], wall + 2, vents[2]]);
}

panel = [0.32, 0.47, 0.62]; // where along the lid the lamps are
panel_y = 0.33;

module lid() {
  difference() {
    union() {
      rounded([outer.x, outer.y, lid_thickness], corner);
      for (at = lugs) translate([at.x, at.y, 0]) cylinder(d = lug, h = lid_thickness);
      translate([wall + gap, wall + gap, -lip[1]]) difference() {
        rounded([inner.x - 2 * gap, inner.y - 2 * gap, lip[1] + 0.01], corner - wall / 2);
        translate([lip[0], lip[0], -1]) rounded([inner.x - 2 * gap - 2 * lip[0], inner.y - 2 * gap - 2 * lip[0], lip[1] + 2], 1);
        // Room for the shelf of the switch
        translate([switch_at.x - 2 - gap, switch_at.y - 1, -1]) cube([switch_size.x + 4, 40, lip[1] + 0.99]);
      }
      peg();
    }
    for (at = lugs) translate([at.x, at.y, -1]) cylinder(d = screw, h = lid_thickness + 2);
    for (x = panel) translate([outer.x * x, outer.y * panel_y, -1]) cylinder(d = led, h = lid_thickness + 2);
    translate([outer.x * 0.77, outer.y * panel_y, -1]) cylinder(d = button, h = lid_thickness + 2);
    engraved();
  }
}

// Presses the lid switch while the lid is on.
module peg() {
  knob = wall + switch_lift + switch_size.z + 1.5 - switch_travel;
  translate([wall + switch_at.x + switch_size.x * 0.3, wall + switch_at.y + switch_size.y / 2, knob - outer.z])
    cylinder(d = 4.5, h = outer.z - knob + 0.01);
}

module word(text, size, at) {
  translate([outer.x * at.x, outer.y * at.y, lid_thickness - 0.6])
    linear_extrude(1) text(text, size = size, halign = "center", valign = "center", font = "DejaVu Sans:style=Bold");
}

module engraved() {
  word("PANTAU", 15, [0.5, 0.68]);
  word("GPS", 5, [panel[0], panel_y - 0.1]);
  word("NET", 5, [panel[1], panel_y - 0.1]);
  word("!", 6, [panel[2], panel_y - 0.1]);
  word("PRIBADI", 4.4, [0.77, panel_y - 0.11]);
}

// The bought parts as plain bodies, with the room that their wires and heights need; in the room's measures.
component_count = 9;
module component(i) {
  seat = stand + 0.01; // a face that is shared is no clash
  on_power = [power_at.x, power_at.y, seat + board_thickness];
  if (i == 0) color("seagreen") translate([pi_at.x, pi_at.y, seat]) cube([pi_size.x, pi_size.y, 16]);
  if (i == 1) color("peru") translate([power_at.x, power_at.y, seat]) cube([power_size.x, power_size.y, board_thickness]);
  if (i == 2) color("royalblue") for (y = [19, 39]) // two cells of 18 × 40
    translate(on_power + [44, y, 9.01]) rotate([0, 90, 0]) cylinder(d = 18, h = 41);
  if (i == 3) color("navy") translate(on_power + [4, 6, 0.01]) cube([36, 24, 18]);        // step-down
  if (i == 4) color("slategray") translate(on_power + [4, 36, 0.01]) cube([36, 28, 14]);  // step-up, protection, sense
  if (i == 5) color("indianred") translate([cutout_at.x, cutout_at.y, seat]) cube([cutout_size.x, cutout_size.y, 22]);
  if (i == 6) color("dimgray") translate([modem_at.x, modem_at.y, seat]) cube([modem_size.x, modem_size.y, 13]);
  if (i == 7) color("gold") translate([gnss_at.x, gnss_at.y, seat]) cube([gnss_size.x, gnss_size.y, 9]);
  if (i == 8) color("black") translate([switch_at.x, switch_at.y, switch_lift + 0.01]) cube(switch_size);
}

module parts() {
  room() for (i = [0 : component_count - 1]) component(i);
  // The LEDs below the lid
  color("tomato") for (x = panel) translate([outer.x * x, outer.y * panel_y, outer.z - 8]) cylinder(d = 4.9, h = 8);
}

module placed_lid() { translate([0, 0, outer.z]) lid(); }

if (part == "base") base();
if (part == "lid") lid_for_printing();
if (part == "print") { base(); translate([0, outer.y + 2 * lug + 8, 0]) lid_for_printing(); }
if (part == "clash-base") intersection() { base(); parts(); }
if (part == "clash-lid") intersection() { placed_lid(); parts(); }
if (part == "clash-halves") intersection() { base(); translate([0, 0, 0.01]) placed_lid(); }
if (part == "clash-parts") for (i = [0 : component_count - 2], j = [i + 1 : component_count - 1]) intersection() { component(i); component(j); }
if (part == "view") {
  color("whitesmoke") base();
  parts();
  translate([0, 0, 45]) color("teal", 0.9) placed_lid();
}

module lid_for_printing() { translate([0, outer.y, lid_thickness]) rotate([180, 0, 0]) lid(); }
