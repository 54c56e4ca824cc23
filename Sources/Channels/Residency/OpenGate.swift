package import Spaces

/// Lets everything pass: for providers that keep their models loaded themselves.
package struct OpenGate: EmbedGate {
    package init() {}

    package func enter(_ model: String) async throws(EmbedderError) {}

    package func leave(_ model: String, _ error: EmbedderError?) {}
}
