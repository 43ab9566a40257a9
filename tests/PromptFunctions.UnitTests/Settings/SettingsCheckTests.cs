using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Validation;
using PromptFunctions.LocalHost;
using PromptFunctions.Models;
using PromptFunctions.Settings;
using PromptFunctions.Storage;

namespace PromptFunctions.UnitTests.Settings;

public sealed class SettingsCheckTests
{
    private const string Storage = "AzureWebJobsStorage";

    [Theory]
    [InlineData("Routing:CacheSeconds", "abc", "Routing:CacheSeconds must be a number from 0 to 60.")]
    [InlineData("Routing:CacheSeconds", "61", "Routing:CacheSeconds must be a number from 0 to 60.")]
    [InlineData("Routing:CacheSeconds", "60.4", "Routing:CacheSeconds must be a number from 0 to 60.")]
    [InlineData("Routing:CacheSeconds", "1E+12", "Routing:CacheSeconds must be a number from 0 to 60.")]
    [InlineData("Routing:CacheSeconds", "NaN", "Routing:CacheSeconds must be a number from 0 to 60.")]
    [InlineData("Routing:CacheSeconds", "", "Routing:CacheSeconds must be a number from 0 to 60.")]
    [InlineData("Routing:CacheSeconds:Deeper", "1", "Routing:CacheSeconds must be a number from 0 to 60.")]
    [InlineData("Routing:CachedRoutes", "100.5", "Routing:CachedRoutes must be a whole number from 100 to 1000000.")]
    [InlineData("Routing:CachedRoutes", "99999999999999999999", "Routing:CachedRoutes must be a whole number from 100 to 1000000.")]
    [InlineData("Rollouts:EvaluationSeconds", "0", "Rollouts:EvaluationSeconds must be a number from 0.1 to 45.")]
    [InlineData("Auth:Mode", "EasyAuth", "Auth:Mode must be none or easyauth.")]
    [InlineData("Auth:Mode", "", "Auth:Mode must be none or easyauth.")]
    [InlineData("Auth:Modes", "easyauth", "Auth:Modes is no setting; there are Auth:Mode.")]
    [InlineData("Routing:CacheSecond", "1", "Routing:CacheSecond is no setting; there are Routing:CacheSeconds, Routing:BodyCacheMegabytes, Routing:CachedRoutes.")]
    [InlineData("Validation:RequiredVariables", "question", "Validation:RequiredVariables must be names with values, such as Validation:RequiredVariables:name.")]
    [InlineData("Validation:RequiredVariables:faq", "a||b", "Validation:RequiredVariables:faq must be variables' names with commas between them, and | between those of which one will do.")]
    [InlineData("Models:Endpoint", "https://models.example/v1", "Models:Model is required where there is an endpoint.")]
    [InlineData(Storage, "nonsense", "AzureWebJobsStorage must be a storage account's connection string.")]
    [InlineData(Storage, "", "AzureWebJobsStorage must be a storage account's connection string, or AzureWebJobsStorage:tableServiceUri and AzureWebJobsStorage:blobServiceUri must be https addresses.")]
    [InlineData("AzureWebJobsStorage:tableServiceUri", "http://[", "AzureWebJobsStorage:tableServiceUri must be an address.")]
    public void A_wrong_setting_is_one_line_with_its_name_and_what_it_may_be(string name, string value, string fault)
    {
        Assert.Equal($"Settings are wrong: {fault}", Explain((name, value)));
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        Assert.Equal(
            "Settings are wrong: Routing:CacheSeconds must be a number from 0 to 60. Routing:CachedRoutes must be a whole number from 100 to 1000000. Metrics:RetentionDays must be a whole number from 8 to 3650.",
            Explain(("Routing:CachedRoutes", "many"), ("Routing:CacheSeconds", "-1"), ("Metrics:RetentionDays", "x")));
    }

    [Fact]
    public void A_secret_is_not_shown()
    {
        var line = Explain(("Models:Endpoint", "https://models.example"), ("Models:Model", "m"), ("Models:ApiKey", "s3cr3t with spaces"), ("Routing:CacheSeconds", "s3cr3t"))!;

        Assert.Contains("Models:ApiKey must be", line, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
    }

    [Fact]
    public void What_is_empty_is_not_set_where_nothing_is_the_default()
    {
        using var app = Services(("Models:Endpoint", ""), ("Models:ApiKey", ""), ("Validation:RequiredVariables", ""), ("AzureWebJobsStorage:clientId", ""));

        Assert.Null(SettingsCheck.Explain(app));
        Assert.Null(Of<ModelOptions>(app).ApiKey);
        Assert.Empty(Of<ValidationOptions>(app).RequiredVariables);
    }

    [Fact]
    public void What_is_right_is_taken()
    {
        using var app = Services(("Routing:CacheSeconds", "0.5"), ("routing:cachedroutes", "100"), ("Validation:RequiredVariables:faq", "question|query, context"), ("Validation:RequiredVariables:free", ""));

        Assert.Null(SettingsCheck.Explain(app));
        Assert.Equal((0.5, 100, 128), (Of<RoutingOptions>(app).CacheSeconds, Of<RoutingOptions>(app).CachedRoutes, Of<RoutingOptions>(app).BodyCacheMegabytes));
        Assert.Equal(["question|query", "context"], Of<ValidationOptions>(app).RequiredOf("faq"));
        Assert.True(Of<ValidationOptions>(app).Sets("free"));
    }

    [Fact]
    public void The_account_may_be_named_by_its_addresses_and_what_else_the_host_reads_passes()
    {
        using var app = Services(
            (Storage, null), ("AzureWebJobsStorage:tableServiceUri", "https://a.table.core.windows.net"), ("AzureWebJobsStorage:blobServiceUri", "https://a.blob.core.windows.net"),
            ("AzureWebJobsStorage:queueServiceUri", "https://a.queue.core.windows.net"), ("AzureWebJobsStorage:credential", "managedidentity"));

        Assert.Null(SettingsCheck.Explain(app));
        Assert.Equal(new Uri("https://a.table.core.windows.net"), Of<StorageOptions>(app).TableServiceUri);
    }

    [Fact]
    public async Task A_wrong_setting_stops_the_start()
    {
        var thrown = await Assert.ThrowsAsync<LocalHostException>(() => LocalHostApp.StartAsync(new() { Settings = new Dictionary<string, string?> { ["Routing__CacheSeconds"] = "abc" } }));

        Assert.Equal("Settings are wrong: Routing:CacheSeconds must be a number from 0 to 60.", thrown.Message);
    }

    private static string? Explain(params (string Name, string? Value)[] settings)
    {
        using var app = Services(settings);
        return SettingsCheck.Explain(app);
    }

    private static T Of<T>(ServiceProvider app) where T : class => app.GetRequiredService<IOptions<T>>().Value;

    private static ServiceProvider Services(params (string Name, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?> { [Storage] = "UseDevelopmentStorage=true" };
        foreach (var (name, value) in settings) values[name] = value;
        return new ServiceCollection().AddPromptFunctions(new ConfigurationBuilder().AddInMemoryCollection(values).Build()).BuildServiceProvider();
    }
}
