import CaravanMail
import CaravanProtocol
import CaravanSecurity

extension OperatorError {
    /// What an error means to whoever started the program, in one line.
    init(mapping error: any Error) {
        switch error {
        case let error as OperatorError: self = error
        case let error as SigningKeysError: self.init("--signing-key: \(error)")
        case let error as Failure: self.init(error.detail)
        case StorageError.newerSchema(let found, let known):
            self.init(
                "the database is newer than this program: its schema is version \(found), \(known) is the last one known"
            )
        case StorageError.changedMigration(let number):
            self.init("the database was made by another program: its migration \(number) differs")
        case StorageError.locked(let what), StorageError.full(let what), StorageError.corrupt(let what),
            StorageError.unavailable(let what):
            self.init("--database: \(what)")
        default: self.init("\(error)".split(whereSeparator: \.isNewline).joined(separator: " "))
        }
    }
}
