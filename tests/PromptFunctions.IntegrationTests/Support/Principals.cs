using System.Text;
using System.Text.Json;

namespace PromptFunctions.IntegrationTests.Support;

/// <summary>The headers with which App Service authentication says who is signed in.</summary>
internal static class Principals
{
    /// <summary>All app roles, in the order of the table in docs/security.md.</summary>
    public static readonly IReadOnlyList<string> Roles = ["Prompts.Read", "Prompts.Write", "Prompts.Deploy", "Prompts.Approve"];

    /// <summary>A person with all roles.</summary>
    public static (string, string)[] Person(string name) => Person(name, [.. Roles]);

    /// <summary>A person with some roles.</summary>
    public static (string, string)[] Person(string name, params string[] roles) =>
        [("X-MS-CLIENT-PRINCIPAL-NAME", name), ("X-MS-CLIENT-PRINCIPAL-ID", $"id of {name}"), Principal([("preferred_username", name), .. roles.Select(role => ("roles", role))])];

    /// <summary>The principal's own header.</summary>
    public static (string Name, string Value) Principal(params (string Type, string Value)[] claims)
    {
        var document = new
        {
            auth_typ = "aad",
            claims = claims.Select(claim => new { typ = claim.Type, val = claim.Value }),
            name_typ = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
            role_typ = "http://schemas.microsoft.com/ws/2008/06/identity/claims/role",
        };
        return Header(JsonSerializer.Serialize(document));
    }

    /// <summary>The header with anything in it.</summary>
    public static (string Name, string Value) Header(string json) => ("X-MS-CLIENT-PRINCIPAL", Convert.ToBase64String(Encoding.UTF8.GetBytes(json)));
}
