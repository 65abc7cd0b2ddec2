/// A line of the table: a figure, what it is compared with, and what it is to reach.
package struct Measurement {
    package let name: String
    package let unit: String
    /// The sample that is measured.
    package let subject: String
    /// The samples whose sum it is compared with.
    package let controls: [String]
    package let goal: Goal

    package init(name: String, unit: String, subject: String, controls: [String] = [], goal: Goal = .none) {
        (self.name, self.unit, self.subject, self.controls, self.goal) = (name, unit, subject, controls, goal)
    }
}
