import Foundation
import ProgramSupport

extension MeasuredServer {
    package static let control = BuiltProgram.path("bench-http-control")

    /// The bare Hummingbird, whose static route answers so many bytes.
    package convenience init(controlIn folder: String, bytes: Int) throws {
        try self.init(Self.control, ["0", "\(bytes)"], log: folder + "/control-\(UUID()).err")
    }
}
