using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using PromptFunctions.Core.Problems;
using PromptFunctions.OpenApi;

namespace PromptFunctions.SignIn;

/// <summary>Tells whether a caller may make a call. The function key was checked before, by the platform.</summary>
public sealed class CallGuard(PrincipalReader principals)
{
    private readonly FrozenDictionary<string, AppRole> roles = ApiOperation.All().ToFrozenDictionary(operation => operation.Id, operation => operation.Call.Role);

    /// <summary>Lets those pass who may make a call: 401 where nobody is signed in, 403 without the call's role.</summary>
    /// <param name="request">The request.</param>
    /// <param name="function">The function's name.</param>
    public void Require(HttpRequest request, string function)
    {
        var role = roles.GetValueOrDefault(function);
        if (role == AppRole.Undeclared) throw new ProblemException(ProblemCodes.Forbidden, $"{function} declares no role, so nobody may call it.");
        if (role != AppRole.Open) Require(request, role);
    }

    /// <summary>Lets those pass who have a role.</summary>
    public void Require(HttpRequest request, AppRole role)
    {
        if (!principals.IsOn) return;
        if (principals.Read(request) is not { } caller)
            throw new ProblemException(ProblemCodes.Unauthenticated, "The request has no principal of App Service authentication that could be read. Sign in, or send a token for this service.");
        if (!caller.Roles.Contains(role)) throw new ProblemException(ProblemCodes.Forbidden, $"This needs the app role {AppRoles.Name(role)}.");
    }
}
