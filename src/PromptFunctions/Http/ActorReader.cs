using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Http;

/// <summary>Tells who sends a request.</summary>
public sealed class ActorReader(IOptions<AuthOptions> options)
{
    private const string SystemReserved = "The name 'system' is for automatic steps.";

    private readonly bool signIn = options.Value.Mode == "easyauth";

    /// <summary>
    /// The signed-in principal where sign-in is on; else what the body or the header <c>X-Author</c> says; else
    /// <c>anonymous</c>.
    /// </summary>
    public string Actor(HttpRequest request, string? bodyAuthor)
    {
        var actor = signIn ? Principal(request) : NullIfEmpty(bodyAuthor) ?? NullIfEmpty(request.Headers["X-Author"]);
        return actor == Actors.System ? throw new ProblemException(ProblemCodes.ReservedName, SystemReserved) : actor ?? Actors.Anonymous;
    }

    /// <summary>Whose retries belong together, as far as it can be told before the body is read.</summary>
    public string Caller(HttpRequest request) => (signIn ? Principal(request) : NullIfEmpty(request.Headers["X-Author"])) ?? Actors.Anonymous;

    private static string? Principal(HttpRequest request) =>
        NullIfEmpty(request.Headers["X-MS-CLIENT-PRINCIPAL-NAME"]) ?? NullIfEmpty(request.Headers["X-MS-CLIENT-PRINCIPAL-ID"]);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
