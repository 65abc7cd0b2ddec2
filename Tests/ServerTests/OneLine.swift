import ProgramSupport
import Testing

/// The program refuses in one line that has these words, says nothing else, and makes nothing in the data directory.
func expectOneLine(
    _ outcome: Outcome, _ words: [String], in place: Place? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(outcome.status > 0, "\(outcome)", sourceLocation: sourceLocation)
    #expect(outcome.output == "", sourceLocation: sourceLocation)
    #expect(
        outcome.errorLines.count == 1 && outcome.errors.hasSuffix("\n"), "\(outcome)", sourceLocation: sourceLocation)
    for word in words {
        #expect(outcome.errors.contains(word), "\(word) is not in: \(outcome.errors)", sourceLocation: sourceLocation)
    }
    if let place {
        #expect(place.dataFiles().isEmpty, "\(place.dataFiles().keys)", sourceLocation: sourceLocation)
    }
}
