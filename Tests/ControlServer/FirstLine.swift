#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Tells whoever started the program where it listens.
enum FirstLine {
    /// Writes the line at once: to a pipe, output otherwise waits for more.
    static func print(_ text: String) {
        Swift.print(text)
        fflush(nil)
    }
}
