import Channels
import Hummingbird
import Logging

/// Turns whatever a route throws into an answer in the words of the API that was asked.
struct RefusalWriter: RouterMiddleware {
    let logger: Logger

    func handle(
        _ request: Request,
        context: FrontContext,
        next: @concurrent (Request, FrontContext) async throws -> Response
    ) async throws -> Response {
        let dialect = Dialect(path: request.uri.path)
        do {
            return try await next(request, context)
        } catch let lost as BodyLost {
            // Nobody is there to be answered; or bytes that are no HTTP, which the server answers.
            throw lost.cause
        } catch let refusal as Refusal {
            return dialect.response(refusal)
        } catch let error as ChannelError {
            return dialect.response(Refusal(error))
        } catch let error as any HTTPResponseError {
            let path = request.uri.path
            logger.debug("refused", metadata: ["path": "\(path)", "status": "\(error.status)"])
            return dialect.response(Refusal(.noRoute, "There is no route \"\(path)\"."))
        } catch is CancellationError {
            return dialect.response(.stopping)
        } catch {
            logger.error(
                "a request failed",
                metadata: ["id": "\(context.id)", "error": "\(error)"]
            )
            let message = "Something failed inside; the server's log has it as \(context.id)."
            return dialect.response(Refusal(.failed, message))
        }
    }
}
