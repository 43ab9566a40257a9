using Azure;
using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.StorageSdk;

[Collection(AzuriteFixture.Collection)]
public sealed class CredentialTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task A_shared_key_opens_the_tables()
    {
        var tables = new TableServiceClient(TableEndpoint, new TableSharedKeyCredential("devstoreaccount1", Setting("AccountKey")), new TableClientOptions());
        var table = tables.GetTableClient(AzuriteFixture.UniqueName());

        await table.CreateIfNotExistsAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"));

        Assert.Equal("devstoreaccount1", table.AccountName);
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        var tables = new TableServiceClient(TableEndpoint, new TableSharedKeyCredential("devstoreaccount1", "d3Jvbmc="), new TableClientOptions());

        var failure = await Assert.ThrowsAsync<RequestFailedException>(
            () => tables.GetTableClient("any").GetEntityAsync<TableEntity>("p", "r"));

        Assert.Equal(403, failure.Status);
    }

    [Fact]
    public async Task A_token_is_sent_over_HTTPS_for_storage()
    {
        var transport = new FaultyTransport(Fault.Status(404));
        var credential = new FixedToken();
        var tables = new TableServiceClient(new Uri("https://account.table.core.windows.net"), credential, new TableClientOptions { Transport = transport });

        await tables.GetTableClient("any").GetEntityIfExistsAsync<TableEntity>("p", "r");

        Assert.Equal("account", tables.GetTableClient("any").AccountName);
        Assert.Equal("Bearer fixed-token", transport.Sent.Single()["Authorization"]);
        Assert.Equal(["https://storage.azure.com/.default"], credential.Scopes);
    }

    [Fact]
    public async Task A_token_is_never_sent_in_the_clear()
    {
        var tables = new TableServiceClient(TableEndpoint, new FixedToken(), new TableClientOptions());

        await Assert.ThrowsAsync<InvalidOperationException>(() => tables.GetTableClient("any").GetEntityAsync<TableEntity>("p", "r"));
        Assert.Throws<ArgumentException>(() => new BlobServiceClient(new Uri("http://127.0.0.1/account"), new FixedToken(), new BlobClientOptions()));
    }

    [Fact]
    public void The_development_storage_has_a_short_connection_string()
    {
        var tables = new TableServiceClient("UseDevelopmentStorage=true", new TableClientOptions());
        var blobs = new BlobServiceClient("UseDevelopmentStorage=true", new BlobClientOptions());

        Assert.Equal("devstoreaccount1", tables.AccountName);
        Assert.Equal("http://127.0.0.1:10000/devstoreaccount1", blobs.Uri.AbsoluteUri.TrimEnd('/'));
    }

    private Uri TableEndpoint => new(Setting("TableEndpoint"));

    private string Setting(string name) => azurite.ConnectionString.Split(';').Single(setting => setting.StartsWith(name + '=', StringComparison.Ordinal))[(name.Length + 1)..];

    private sealed class FixedToken : TokenCredential
    {
        public string[] Scopes { get; private set; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scopes = requestContext.Scopes;
            return new AccessToken("fixed-token", DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new(GetToken(requestContext, cancellationToken));
    }
}
