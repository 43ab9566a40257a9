using System.Text.Json.Nodes;
using PromptFunctions.SignIn;

namespace PromptFunctions.OpenApi;

/// <summary>What openapi.json says of who may call.</summary>
internal static class OpenApiSecurity
{
    private const string Key = "functionKey";
    private const string Token = "signIn";

    /// <summary>The ways to say who one is.</summary>
    public static JsonObject Schemes() => new()
    {
        [Key] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = "x-functions-key", ["description"] = "A function key" },
        [Token] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["description"] = "Needed besides the key where sign-in is on: a token for the service, with the app role that the call names",
        },
    };

    /// <summary>What a call needs of which nothing else is said: the key.</summary>
    public static JsonArray Default() => [new JsonObject { [Key] = new JsonArray() }];

    /// <summary>What a call needs: the key, and where sign-in is on a token with the call's role besides.</summary>
    public static JsonArray Of(ApiOperation operation) => operation.IsAnonymous
        ? []
        : [
            new JsonObject { [Key] = new JsonArray() },
            new JsonObject { [Key] = new JsonArray(), [Token] = new JsonArray(AppRoles.Name(operation.Call.Role)) },
        ];
}
