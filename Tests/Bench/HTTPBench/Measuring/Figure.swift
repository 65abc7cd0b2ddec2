/// A measurement with its figures.
struct Figure: Encodable {
    let name: String
    let unit: String
    let measured: Double
    let control: Double?
    let controls: [String]
    /// Measured to control.
    let ratio: Double?
    let goal: String
    let isMet: Bool?

    /// `nil` where the samples do not have it.
    init?(_ measurement: Measurement, _ samples: Samples) {
        let controls = measurement.controls.compactMap { samples.median($0) }
        guard let measured = samples.median(measurement.subject), controls.count == measurement.controls.count else {
            return nil
        }
        let control = controls.isEmpty ? nil : controls.reduce(0, +)
        name = measurement.name
        unit = measurement.unit
        self.measured = measured
        self.control = control
        self.controls = measurement.controls
        ratio = control.map { measured / $0 }
        goal = measurement.goal.text
        isMet = measurement.goal.isMet(measured, control: control ?? 0)
    }
}
