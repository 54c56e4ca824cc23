/// The version of the server and the command line.
package enum ServerVersion {
    package static let text = "0.1.0"
}
