using Microsoft.AspNetCore.Http;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Problems;
using PromptFunctions.SignIn;

namespace PromptFunctions.Http;

/// <summary>Tells who sends a request.</summary>
public sealed class ActorReader(PrincipalReader principals)
{
    private const string SystemReserved = "The name 'system' is for automatic steps.";

    /// <summary>
    /// The signed-in principal where sign-in is on; else what the body or the header <c>X-Author</c> says; else
    /// <c>anonymous</c>.
    /// </summary>
    public string Actor(HttpRequest request, string? bodyAuthor)
    {
        var actor = principals.IsOn ? principals.Read(request)?.Name : NullIfEmpty(bodyAuthor) ?? NullIfEmpty(request.Headers["X-Author"]);
        return actor == Actors.System ? throw new ProblemException(ProblemCodes.ReservedName, SystemReserved) : actor ?? Actors.Anonymous;
    }

    /// <summary>Whose retries belong together, as far as it can be told before the body is read. Two people of one name are two.</summary>
    public string Caller(HttpRequest request) => (principals.IsOn ? principals.Read(request)?.Id : NullIfEmpty(request.Headers["X-Author"])) ?? Actors.Anonymous;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
