import CaravanClient
import CaravanProtocol
import CaravanSystem

/// The commands that only look; none needs the network.
struct Reports {
    private let replica: Replica
    private let names: Names

    init(_ replica: Replica) {
        self.replica = replica
        names = Names(replica: replica)
    }

    /// Whether the command is one of these; it is done then.
    func print(_ words: inout Words) throws -> Bool {
        switch words.command {
        case "trips": for trip in try replica.trips() { say(Printing.line(of: trip)) }
        case "show": if let trip = try replica.trip(try names.trip(try words.next("TRIP"))) { Printing.show(trip) }
        case "status": say(Printing.text(.object(try replica.metadata().json)))
        case "queue": for entry in try replica.queue() { say(Printing.line(of: entry)) }
        case "conflicts": for conflict in try replica.conflicts() { say(Printing.line(of: conflict)) }
        case "quarantine": for entry in try replica.quarantine() { say(Printing.line(of: entry)) }
        case "export": say(Printing.text(.object(try replica.exportQuarantine(now: SystemClock().now()))))
        default: return false
        }
        return true
    }

    private func say(_ line: String) { Swift.print(line) }
}
