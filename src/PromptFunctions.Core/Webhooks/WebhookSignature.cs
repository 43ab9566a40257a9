using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PromptFunctions.Core.Webhooks;

/// <summary>By what a receiver tells who sent a delivery, and when.</summary>
public static class WebhookSignature
{
    /// <summary>The header.</summary>
    public const string Header = "X-PromptFunctions-Signature";

    /// <summary><c>t={seconds},v1={hex}</c>: the HMAC-SHA256 over <c>{seconds}.{body}</c>, with the secret's UTF-8 as its key.</summary>
    /// <param name="secret">The secret.</param>
    /// <param name="at">When it is sent; whole seconds since 1970 count.</param>
    /// <param name="body">What is sent.</param>
    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var time = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{time}."));
        hash.AppendData(body);
        return $"t={time},v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
