"""A catalog of another office: a department of health, ten indicators, no plan and no annexes."""

HEALTH = """\
# Mười chỉ tiêu.
sections:
  I: {title: "Công tác khám bệnh, chữa bệnh"}
  I.1: {title: "Khám bệnh, điều trị"}
  I.2: {title: "Nguồn lực"}
  II: {title: "Công tác y tế dự phòng"} # tiêm chủng, phòng bệnh

dimensions:
  care:
    label: Hình thức điều trị
    members: {outpatient: Ngoại trú, inpatient: Nội trú}
  area:
    label: Khu vực
    members: {north: Phía Bắc, south: Phía Nam, east: Phía Đông, west: Phía Tây, centre: Trung tâm}

tables:
  visits:
    label: Khám bệnh, chữa bệnh
    section: I.1
    source: Phần mềm quản lý bệnh viện
    dimensions: [care]
    measures:
      patients: {label: Lượt khám bệnh, unit: lượt, kind: flow, breakdowns: [[care]]}
      referred: {label: Lượt chuyển tuyến, unit: lượt, kind: flow, part_of: [patients]}
      stay:
        label: Số ngày điều trị nội trú bình quân
        unit: ngày
        kind: average
        decimals: 1
        better: lower
    ratios:
      referral_rate:
        label: Tỷ lệ chuyển tuyến
        unit: "%"
        decimals: 2
        numerator: {measure: referred}
        denominator: {measure: patients}
        better: lower
  resources:
    label: Giường bệnh, nhân lực
    section: I.2
    source: Phòng Tổ chức cán bộ
    measures:
      beds: {label: Giường bệnh thực kê, unit: giường bệnh, kind: stock}
      doctors: {label: Bác sĩ đang làm việc, unit: bác sĩ, kind: stock, better: higher}
  prevention:
    label: Tiêm chủng, giám sát dịch bệnh
    section: II
    source: Trung tâm Kiểm soát bệnh tật
    dimensions: [area]
    measures:
      dengue:
        label: Ca mắc sốt xuất huyết
        unit: ca
        kind: flow
        breakdowns: [[area]]
        better: lower
      children: {label: Trẻ em dưới 1 tuổi thuộc diện tiêm chủng, unit: trẻ em, kind: stock}
      immunised:
        label: Trẻ em dưới 1 tuổi được tiêm chủng đầy đủ
        unit: trẻ em
        kind: stock
        part_of: [children]
    ratios:
      immunised_rate:
        label: Tỷ lệ trẻ em dưới 1 tuổi được tiêm chủng đầy đủ
        unit: "%"
        decimals: 1
        numerator: {measure: immunised}
        denominator: {measure: children}
        better: higher
"""

FIGURES = {
    "visits": {
        "patients,": "52340", "patients,outpatient": "47120", "patients,inpatient": "5220",
        "referred,": "1042", "stay,": "6.3",
    },
    "resources": {"beds": "1985", "doctors": "742"},
    "prevention": {
        "dengue,": "57", "dengue,north": "12", "dengue,south": "9", "dengue,east": "21",
        "dengue,west": "6", "dengue,centre": "9", "children,": "14210", "immunised,": "13450",
    },
}  # fmt: skip
"""Table → the beginning of a row → its figure."""
