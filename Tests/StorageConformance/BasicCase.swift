import CaravanProtocol
import Testing

/// Every verb, on one row at a time.
public enum BasicCase: String, CaseIterable, Sendable {
    case keepsEveryColumn = "keeps a value of every type"
    case keepsNulls = "keeps null in every column that may have it"
    case keepsOddText = "keeps odd Unicode as it is, scalar by scalar"
    case refusesNUL = "refuses a text with NUL"
    case keepsExtremes = "keeps the extremes of numbers, instants and days"
    case findsNothing = "finds nothing under a key that is not there"
    case compositeKey = "finds, changes and deletes by a key of two columns"
    case updatesMask = "an update writes the masked columns only"
    case updatesNothing = "an update of no column changes nothing, and of the key alone too"
    case updateWithoutRow = "an update of a row that is not there is refused"
    case deletes = "a delete by key says whether there was a row"
    case duplicateKey = "a second row with the same key is refused by name"
    case duplicateUnique = "a second row with the same unique column is refused by name"
    case duplicatePartial = "a partial unique key counts the rows whose column is null"
    case checks = "a row that breaks a check is refused"
    case references = "a reference that names no row is refused, where references are checked"

    func run(_ subject: Subject) throws {
        switch self {
        case .keepsEveryColumn: try keepsEveryColumn(subject)
        case .keepsNulls: try keepsNulls(subject)
        case .keepsOddText: try keepsOddText(subject)
        case .refusesNUL: try refusesNUL(subject)
        case .keepsExtremes: try keepsExtremes(subject)
        case .findsNothing: try findsNothing(subject)
        case .compositeKey: try compositeKey(subject)
        case .updatesMask: try updatesMask(subject)
        case .updatesNothing: try updatesNothing(subject)
        case .updateWithoutRow: try updateWithoutRow(subject)
        case .deletes: try deletes(subject)
        case .duplicateKey: try duplicateKey(subject)
        case .duplicateUnique: try duplicateUnique(subject)
        case .duplicatePartial: try duplicatePartial(subject)
        case .checks: try checks(subject)
        case .references: try references(subject)
        }
    }
}
