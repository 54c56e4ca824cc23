internal import Memory
internal import Migration

// Memory and Migration do not see each other. What a migration asks of the live memory the memory
// offers under the same names, and here the two meet.
extension LiveRoute: WriteRouting {}
extension LiveMemory: IndexBuilding {}
