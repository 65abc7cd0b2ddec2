/// A measurement with its figures.
package struct Figure: Encodable {
    package let name: String
    package let unit: String
    package let measured: Double
    package let control: Double?
    package let controls: [String]
    /// Measured to control.
    package let ratio: Double?
    package let goal: String
    package let isMet: Bool?

    /// `nil` where the samples do not have it.
    package init?(_ measurement: Measurement, _ samples: Samples) {
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
