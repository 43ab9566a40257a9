using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Problems;

namespace PromptFunctions.Http;

/// <summary>Reads the header <c>Idempotency-Key</c>.</summary>
public static class IdempotencyHeader
{
    /// <summary>What it is called.</summary>
    public const string Name = "Idempotency-Key";

    /// <summary>Whether a request has it.</summary>
    public static bool IsGiven(HttpRequest request) => request.Headers.ContainsKey(Name);

    /// <summary>The key of a POST; null where there is none. 400 where it is not 1 to 255 visible ASCII characters.</summary>
    public static IdempotencyKey? Read(HttpRequest request, string caller, ReadOnlySpan<byte> body)
    {
        var values = request.Headers[Name];
        if (values.Count == 0 || !HttpMethods.IsPost(request.Method)) return null;
        var key = values.ToString();
        if (values.Count > 1 || key.Length is 0 or > 255 || key.Any(c => c is < '!' or > '~'))
            throw ProblemException.Invalid(Name, "must be 1 to 255 visible ASCII characters.");
        var id = Encoding.UTF8.GetBytes($"{request.Method}\n{request.Path}\n{caller}\n{key}");
        return new(Convert.ToHexStringLower(SHA256.HashData(id)), Convert.ToHexStringLower(SHA256.HashData(body)));
    }
}
