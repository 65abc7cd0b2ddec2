import CaravanCore

// Every option of the program (WIRE.md section 6). A command says by name which of them it reads.

extension Option {
    static let config = Option("config", "FILE", "Where further options stand: JSON, or lines of key: value")
    static let host = Option("host", "ADDRESS", standard: "127.0.0.1", "Where to listen")
    static let port = Option.number(
        "port", "PORT", in: 0...65_535, standard: "8080", "Where to listen; 0 takes a free one")
    static let dataDir = Option("data-dir", "DIR", "Key and database; $STATE_DIRECTORY, else ~/.local/share/caravan")
    static let database = Option("database", "URL", "sqlite:PATH or sqlite::memory:; caravan.db in the data directory")
    {
        DatabaseLocation.fault(of: $0)
    }
    static let signingKey = Option("signing-key", "FILE", "A line of base64 a key; signing.key in the data directory")
    static let mail = Option("mail", "log|file:DIR", standard: "log", "Where mail goes") { MailTarget.fault(of: $0) }
    static let mailFrom = Option("mail-from", "ADDRESS", standard: "caravan@localhost", "Who sends the mail")
    static let rateLimit = Option("rate-limit", "LIMITS", standard: "on", "on, off, or writes=60/m,auth=10/m") {
        RateLimitText.fault(of: $0)
    }
    static let jobInterval = Option.number(
        "job-interval", "SECONDS", in: 1...86_400, standard: "15", "How often due work is looked for")
    static let keepChanges = Option(
        "keep-changes", "DAYS", standard: "all", "How long log entries are kept: a number of days, or all"
    ) { value in
        value == "all" || Int(value).map { (1...36_500).contains($0) } == true
            ? nil : "\(value) is neither all nor a whole number from 1 to 36500"
    }
    static let publicURL = Option("public-url", "URL", "Where people reach the server; for links in mail")
    static let registration = Option.choice(
        "registration", ["open", "closed"], standard: "open", "Whether anybody may register")
    static let poolSize = Option.number(
        "pool-size", "N", in: 1...256, standard: String(Processors.readersWanted), "Connections that read the database")
    static let maxConnections = Option.number(
        "max-connections", "N", in: 1...1_000_000, standard: "10000", "Connections at once; further ones wait")
    static let allowedOrigins = Option(
        "allowed-origins", "ORIGIN,…", "Web pages of which origins may read answers; * for any, none unless said"
    ) { OriginList.fault(of: $0) }
    static let bus = Option.choice(
        "bus", ["inprocess"], standard: "inprocess", "How servers that share a database tell each other what happens")
    static let webSocketCompression = Option.choice(
        "websocket-compression", ["off", "on"], standard: "off", "Whether messages to sockets are compressed")
    static let trustedProxies = Option(
        "trusted-proxies", "ADDRESS,…", "Proxies whose X-Forwarded-For is believed: addresses or ranges (10.0.0.0/8)"
    ) { ProxyList.fault(of: $0) }
    static let allowPrivateWebhooks = Option(
        "allow-private-webhooks", nil, standard: "off", "Webhooks may go to private addresses; nothing sends any yet")
    static let logLevel = Option.choice(
        "log-level", ["trace", "debug", "info", "notice", "warning", "error", "critical"], standard: "info",
        "What is worth a line")
    static let logFormat = Option.choice("log-format", ["json", "text"], "json unless standard error is a terminal")
    static let actAs = Option("as", "EMAIL", "Whom the peer speaks for; the account is made if it is missing") {
        EmailAddress($0) == nil ? "\($0) is no e-mail address" : nil
    }
    static let check = Option("check", nil, "Only say what is pending: 0 nothing, 1 something, 2 cannot tell")
    static let email = Option("email", "EMAIL", "The account's address") {
        EmailAddress($0) == nil ? "\($0) is no e-mail address" : nil
    }
    static let username = Option("username", "NAME", "The account's username") {
        Username($0) == nil ? "\($0) is no username: 3 to 64 letters, digits, dots, underscores or hyphens" : nil
    }

    /// What every command takes.
    static let common = [config, dataDir, database, poolSize, logLevel, logFormat]
    /// What commands that open the application take.
    static let application = common + [signingKey, mail, mailFrom, jobInterval, keepChanges, publicURL, registration]
    static let serve =
        application + [
            host, port, bus, rateLimit, maxConnections, allowedOrigins, trustedProxies, webSocketCompression,
            allowPrivateWebhooks,
        ]

    /// Those that a configuration file may hold.
    static let all = serve
}
