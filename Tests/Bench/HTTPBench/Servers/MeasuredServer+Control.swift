import BenchSupport
import Foundation
import ProgramSupport

extension MeasuredServer {
    static let control = BuiltProgram.path("bench-http-control")

    /// The bare Hummingbird, whose static route answers so many bytes.
    convenience init(controlIn folder: String, bytes: Int) throws {
        try self.init(Self.control, ["0", "\(bytes)"], log: folder + "/control-\(UUID()).err")
    }
}
