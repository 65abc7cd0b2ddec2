/// A line of the table: a figure, what it is compared with, and what it is to reach.
struct Measurement {
    let name: String
    let unit: String
    /// The sample that is measured.
    let subject: String
    /// The samples whose sum it is compared with.
    var controls: [String] = []
    var goal = Goal.none
}
