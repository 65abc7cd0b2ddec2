import Glibc

/// Whether a descriptor is a terminal.
func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

/// Reads a password: from a terminal without showing it, else the first line of standard input.
func readPassword(prompt: String) -> String? {
    guard isTerminal(0) else { return readLine() }
    var shown = termios()
    tcgetattr(0, &shown)
    var hidden = shown
    hidden.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(0, TCSAFLUSH, &hidden)
    defer {
        tcsetattr(0, TCSAFLUSH, &shown)
        printError("")
    }
    printError(prompt, terminator: "")
    return readLine()
}

/// Writes a line to standard error.
func printError(_ line: String, terminator: String = "\n") {
    var bytes = Array((line + terminator).utf8)[...]
    while !bytes.isEmpty {
        let count = bytes.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        guard count > 0 else { return }
        bytes = bytes.dropFirst(count)
    }
}
