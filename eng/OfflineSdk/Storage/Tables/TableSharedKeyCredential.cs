using Azure.Storage;

namespace Azure.Data.Tables;

/// <summary>An account's name and key.</summary>
public class TableSharedKeyCredential(string accountName, string accountKey)
{
    /// <summary>The account's name.</summary>
    public string AccountName { get; } = accountName;

    internal SharedKey Key { get; private set; } = new(accountName, accountKey);

    /// <summary>Replaces the key, in clients that exist too.</summary>
    public void SetAccountKey(string accountKey) => Key = new SharedKey(AccountName, accountKey);
}
