import CaravanSystem
import Crypto
import CryptoExtras
import Testing

@testable import CaravanSecurity

@Suite("Password hashes")
struct ScryptTests {
    static let low = ScryptFigures(costLog2: 4, parallelism: 1)
    let hasher = ScryptHasher(random: SystemRandom(), figures: low)

    /// Made with Python: `hashlib.scrypt(password, salt=…, n=2**ln, r=8, p=…, dklen=…)`.
    @Test(arguments: [
        (
            "password",
            "$scrypt$ln=10,r=8,p=16$TmFDbE5hQ2w"
                + "$XsC2ZTdXJ4zsfzVdRtTQNNSXMToqf+tcSxiTF5U/EW4bQrmC0tFSLiqsSgATDJlsuk/bU58fe99WhUo5izDpPw"
        ),
        (
            "pässword", "$scrypt$ln=15,r=8,p=3$MDEyMzQ1Njc4OWFiY2RlZg$2KYVwZHbd6sPjHuVKIEmYMm+1D9qdBs3Glcx6qkXjCY"
        ),
    ])
    func verifiesTheHashesOfOthers(_ password: String, _ hash: String) {
        #expect(hasher.verify(password, against: hash))
        #expect(!hasher.verify(password + "x", against: hash))
    }

    /// RFC 7914, section 12, through the same function that the hasher uses.
    @Test func theVectorOfTheStandard() throws {
        let key = try KDF.Scrypt.deriveKey(
            from: Array("password".utf8), salt: Array("NaCl".utf8), outputByteCount: 64, rounds: 1024, blockSize: 8,
            parallelism: 16)
        let expected = """
            fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162\
            2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640
            """
        #expect(key.withUnsafeBytes { Hex.text($0) } == expected)
    }

    @Test func hashesAndVerifies() throws {
        let hash = try hasher.hash("correct horse")
        #expect(hash.hasPrefix("$scrypt$ln=4,r=8,p=1$"))
        #expect(hasher.verify("correct horse", against: hash))
        for wrong in ["", "correct hors", "correct horse ", "Correct horse", "correct\u{0}horse"] {
            #expect(!hasher.verify(wrong, against: hash))
        }
        #expect(try hasher.hash("correct horse") != hash, "each has a salt of its own")
        let unicode = try hasher.hash("пароль 🐫")
        #expect(hasher.verify("пароль 🐫", against: unicode))
        #expect(hasher.verify("", against: try hasher.hash("")))
    }

    @Test func hashesOfOtherFiguresVerifyButAreOutdated() throws {
        let other = ScryptHasher(random: SystemRandom(), figures: ScryptFigures(costLog2: 5, parallelism: 2))
        let hash = try other.hash("secret")
        #expect(hasher.verify("secret", against: hash))
        #expect(hasher.isOutdated(hash))
        #expect(!other.isOutdated(hash))
        #expect(hasher.isOutdated("nonsense"))
    }

    /// A key that differs in one bit of one byte is another key, wherever the byte stands.
    @Test func everyBitOfAKeyCounts() throws {
        let good = try #require(ScryptHash(parsing: try hasher.hash("secret")))
        #expect(hasher.verify("secret", against: good.text))
        for place in good.key.indices {
            for bit in 0..<8 {
                var bad = good
                bad.key[place] ^= 1 << UInt8(bit)
                #expect(!hasher.verify("secret", against: bad.text), "byte \(place), bit \(bit)")
            }
        }
    }

    /// No wrong password is taken, however many are tried: a sloppy comparison takes one in some hundred.
    @Test func noWrongPasswordIsRight() throws {
        let hash = try hasher.hash("secret")
        for number in 0..<4000 { #expect(!hasher.verify("guess \(number)", against: hash), "guess \(number)") }
    }

    @Test func theDecoyCostsTheSameAndIsNobodys() throws {
        #expect(!hasher.isOutdated(hasher.decoy))
        #expect(!hasher.verify("", against: hasher.decoy))
    }

    @Test func theDefaultIsOWASPs() throws {
        let hash = try ScryptHasher(random: SystemRandom()).hash("x")
        #expect(hash.hasPrefix("$scrypt$ln=15,r=8,p=3$"))
        #expect(ScryptHash(parsing: hash)?.salt.count == 16)
        #expect(ScryptHash(parsing: hash)?.key.count == 32)
    }

    @Test(arguments: [
        "", "$", "$$$$", "$scrypt$", "$scrypt$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$", "$scrypt$ln=4,r=8,p=1$$AAAA",
        "$argon2id$ln=4,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=40,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=-1,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=0,r=8,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=4,r=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=20,r=32,p=16$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=4,r=99999999999999999999,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=4,r=8,p=1$!!!!$AAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=4,r=8$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA",
    ])
    func whatIsNoHashOfOursIsNobodys(_ text: String) {
        #expect(!hasher.verify("", against: text))
        #expect(hasher.isOutdated(text))
    }
}
