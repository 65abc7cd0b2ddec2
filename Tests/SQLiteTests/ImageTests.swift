import CaravanProtocol
import CaravanSQLite
import Testing

@Suite struct ImageTests {
    @Test func aDatabaseThatBeginsAsAnImageHasWhatTheOtherHadThen() throws {
        let first = SQLiteStorage(.memory, migrations: [Note.migration])
        try first.migrate()
        try first.writeNow { try $0.insert(Note(1)) }
        let image = try first.image()
        try first.writeNow { try $0.insert(Note(2)) }

        let second = try SQLiteStorage(image: image, migrations: [Note.migration])
        #expect(try second.readNow { try $0.find(Note(1).id) } == Note(1))
        #expect(try second.readNow { try $0.find(Note(2).id) } == nil)
        try second.writeNow { try $0.insert(Note(3)) }
        #expect(try first.readNow { try $0.find(Note(3).id) } == nil)
    }
}
