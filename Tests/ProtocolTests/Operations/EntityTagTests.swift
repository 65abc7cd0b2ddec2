import CaravanProtocol
import Testing

@Suite("Entity tags")
struct EntityTagTests {
    private let tag = EntityTag(digest: (0..<32).map { UInt8($0 * 8) })

    @Test func aTagIsHalfADigestInQuotes() {
        #expect(tag.text == "\"0008101820283038404850586068707" + "8\"")
        #expect(!tag.isWeak)
    }

    @Test(arguments: [
        "\"a\"", " \"a\"\t", "\"x\",\"a\"", "\"x\" , \"a\"", ",, \"a\" ,", "\"x,y\", \"a\", W/\"z\"", "\"\", \"a\"",
        "\"no such tag\", \"a\"",
        "\"ü\",\"a\"",
    ])
    func listsAreRead(_ text: String) throws {
        guard case .tags(let tags)? = EntityTagList(parsing: text) else {
            Issue.record("\(text) is a list")
            return
        }
        #expect(tags.contains { $0.text == "\"a\"" && !$0.isWeak })
        #expect(try #require(tags.first).text.hasPrefix("\""))
    }

    @Test(arguments: [
        "", " ", ",", "a", "\"a", "a\"", "\"", "\"a\" \"b\"", "\"a\"b", "\"a\",b", "w/\"a\"", "W/a", "W/ \"a\"", "**",
        "*,",
        "\"a\", *", "*, \"a\"", "'a'", "\"a\tb\"", "\"a\u{7F}\"", "\"a\"\n", "\"a\";",
    ])
    func whatIsNoListIsRefused(_ text: String) {
        #expect(EntityTagList(parsing: text) == nil)
    }

    @Test func theStarIsAny() {
        #expect(EntityTagList(parsing: "*") == .any)
        #expect(EntityTagList(parsing: " *\t") == .any)
        #expect(EntityTagList.any.includesStrongly(tag) && EntityTagList.any.includesWeakly(tag))
    }

    @Test func aTagWithACommaIsOne() {
        let list = EntityTagList(parsing: "\"a,b\"")
        #expect(list == EntityTagList(parsing: ", \"a,b\""))
        #expect(list != EntityTagList(parsing: "\"a\",\"b\""))
    }

    /// RFC 9110, section 8.8.3.2.
    @Test func weakTagsAreEqualWeaklyOnly() throws {
        let (strong, weak) = (EntityTagList(parsing: tag.text), EntityTagList(parsing: "W/" + tag.text))
        #expect(strong?.includesStrongly(tag) == true && strong?.includesWeakly(tag) == true)
        #expect(weak?.includesStrongly(tag) == false && weak?.includesWeakly(tag) == true)
        let other = try #require(EntityTagList(parsing: "\"other\", W/\"0\""))
        #expect(!other.includesStrongly(tag) && !other.includesWeakly(tag))
    }
}
