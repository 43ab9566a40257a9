using System.Security.Cryptography;
using System.Text;

namespace Azure.Storage;

/// <summary>An account's name and key.</summary>
internal sealed class SharedKey(string accountName, string accountKey)
{
    private readonly byte[] key = Convert.FromBase64String(accountKey);

    public string AccountName => accountName;

    /// <summary>The Authorization header of a request whose parts that count are this text.</summary>
    public string Authorize(string scheme, string textToSign) =>
        $"{scheme} {accountName}:{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(textToSign)))}";
}
