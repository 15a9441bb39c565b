/** The agencies of the invented regency of the development server: their kinds are real, all figures are made up. */
export interface DevOpd {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly kind: string;
}

const AGENCIES: readonly (readonly [kind: string, name: string, shortName: string])[] = [
  ['dinas', 'Dinas Pendidikan dan Kebudayaan', 'Dikbud'],
  ['dinas', 'Dinas Kesehatan', 'Dikes'],
  ['rsud', 'RSUD Selong', 'RSUD Selong'],
  ['rsud', 'RSUD Labuhan Haji', 'RSUD Labuhan Haji'],
  ['rsud', 'RSUD Keruak', 'RSUD Keruak'],
  ['rsud', 'RSUD Suela', 'RSUD Suela'],
  ['rsud', 'RSUD Masbagik', 'RSUD Masbagik'],
  ['dinas', 'Dinas Pekerjaan Umum dan Penataan Ruang', 'PUPR'],
  ['dinas', 'Dinas Perumahan dan Kawasan Permukiman', 'Perkim'],
  ['satuan', 'Satuan Polisi Pamong Praja', 'Satpol PP'],
  ['badan', 'Badan Penanggulangan Bencana Daerah', 'BPBD'],
  ['dinas', 'Dinas Pemadam Kebakaran dan Penyelamatan', 'Damkar'],
  ['dinas', 'Dinas Sosial', 'Dinsos'],
  ['dinas', 'Dinas Tenaga Kerja dan Transmigrasi', 'Disnakertrans'],
  ['dinas', 'Dinas Pemberdayaan Perempuan, Perlindungan Anak dan Keluarga Berencana', 'DP3AKB'],
  ['dinas', 'Dinas Ketahanan Pangan', 'DKP'],
  ['dinas', 'Dinas Lingkungan Hidup dan Kebersihan', 'DLHK'],
  ['dinas', 'Dinas Kependudukan dan Pencatatan Sipil', 'Dukcapil'],
  ['dinas', 'Dinas Pemberdayaan Masyarakat dan Desa', 'DPMD'],
  ['dinas', 'Dinas Perhubungan', 'Dishub'],
  ['dinas', 'Dinas Komunikasi, Informatika dan Persandian', 'Diskominfo'],
  ['dinas', 'Dinas Koperasi dan Usaha Kecil Menengah', 'Diskop UKM'],
  ['dinas', 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu', 'DPMPTSP'],
  ['dinas', 'Dinas Pemuda dan Olahraga', 'Dispora'],
  ['dinas', 'Dinas Perpustakaan dan Kearsipan', 'Disperpusip'],
  ['dinas', 'Dinas Kelautan dan Perikanan', 'Dislutkan'],
  ['dinas', 'Dinas Pariwisata', 'Dispar'],
  ['dinas', 'Dinas Pertanian', 'Distan'],
  ['dinas', 'Dinas Peternakan dan Kesehatan Hewan', 'Disnakeswan'],
  ['dinas', 'Dinas Perdagangan', 'Disdag'],
  ['dinas', 'Dinas Perindustrian', 'Disperin'],
  ['sekretariat', 'Sekretariat Daerah', 'Setda'],
  ['sekretariat', 'Sekretariat DPRD', 'Setwan'],
  ['badan', 'Badan Perencanaan Pembangunan Daerah', 'Bappeda'],
  ['badan', 'Badan Pengelolaan Keuangan dan Aset Daerah', 'BPKAD'],
  ['badan', 'Badan Pendapatan Daerah', 'Bapenda'],
  ['badan', 'Badan Kepegawaian dan Pengembangan Sumber Daya Manusia', 'BKPSDM'],
  ['inspektorat', 'Inspektorat Daerah', 'Inspektorat'],
];

export const KECAMATAN: readonly string[] = [
  'Keruak',
  'Sakra',
  'Terara',
  'Sikur',
  'Masbagik',
  'Sukamulia',
  'Selong',
  'Pringgabaya',
  'Aikmel',
  'Sambelia',
  'Montong Gading',
  'Pringgasela',
  'Suralaga',
  'Wanasaba',
  'Sembalun',
  'Suela',
  'Labuhan Haji',
  'Sakra Timur',
  'Sakra Barat',
  'Jerowaru',
  'Lenek',
];

export const DEV_OPDS: readonly DevOpd[] = [
  ...AGENCIES,
  ...KECAMATAN.map((name) => ['kecamatan', `Kecamatan ${name}`, `Kec. ${name}`] as const),
].map(([kind, name, shortName], index) => ({
  id: index + 1,
  code: `DEV-${String(index + 1).padStart(2, '0')}`,
  name,
  shortName,
  kind,
}));
