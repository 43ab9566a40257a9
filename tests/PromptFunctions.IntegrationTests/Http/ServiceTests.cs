using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Http;

public sealed class ServiceTests(ApiFixture fixture) : IClassFixture<ApiFixture>
{
    private readonly ApiClient api = fixture.Api;

    [Fact]
    public async Task Health_says_that_storage_is_reachable()
    {
        var health = (await api.Get("/health")).ShouldBe(200);

        Assert.Equal("application/json", health.ContentType);
        Assert.Equal("healthy", (string?)health["status"]);
        Assert.Equal("reachable", (string?)health["storage"]);
    }
}
