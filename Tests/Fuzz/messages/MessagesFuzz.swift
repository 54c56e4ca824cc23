/// libFuzzer's door: any bytes must be read or refused, and what is read must come back.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: bytes, count: count)
    if let broken = MessageCheck.whatBreaks(on: input) { fatalError(broken) }
    return 0
}
