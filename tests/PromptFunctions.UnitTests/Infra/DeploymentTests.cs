using System.Text.Json;
using PromptFunctions.UnitTests.Infra.Support;

namespace PromptFunctions.UnitTests.Infra;

/// <summary>What Azure is asked for, in the template that the compiler makes.</summary>
public sealed class DeploymentTests
{
    private static readonly string[] WithoutTags =
    [
        "Microsoft.Authorization/locks", "Microsoft.Authorization/roleAssignments", "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
        "Microsoft.Storage/storageAccounts/blobServices", "Microsoft.Storage/storageAccounts/blobServices/containers",
        "Microsoft.Storage/storageAccounts/managementPolicies", "Microsoft.Storage/storageAccounts/queueServices",
        "Microsoft.Storage/storageAccounts/tableServices", "Microsoft.Web/sites/basicPublishingCredentialsPolicies", "Microsoft.Web/sites/config",
    ];

    [BicepFact]
    public void The_compiler_and_its_linter_have_nothing_to_say() => Assert.Equal("", CompiledTemplate.Complaints);

    [BicepFact]
    public void Every_resource_carries_the_environments_tag_where_it_can_carry_one()
    {
        Assert.Equal("[parameters('environmentName')]", CompiledTemplate.Root.GetProperty("variables").GetProperty("tags").GetProperty("azd-env-name").GetString());
        foreach (var resource in CompiledTemplate.Resources)
        {
            var type = resource.GetProperty("type").GetString()!;
            var tags = resource.TryGetProperty("tags", out var found) ? found.GetString() : null;
            Assert.Equal((type, !WithoutTags.Contains(type)), (type, tags is "[variables('tags')]" or "[parameters('tags')]" or "[union(parameters('tags'), createObject('azd-service-name', 'api'))]"));
        }
    }

    [BicepFact]
    public void Nothing_asks_for_a_key() =>
        Assert.DoesNotMatch(@"(?i)\blist(keys|accountsas|servicesas|connectionstrings|secrets)?\(|AccountKey=|InstrumentationKey", CompiledTemplate.Text);

    [BicepFact]
    public void The_identity_gets_the_roles_that_the_app_needs_and_no_other()
    {
        var template = CompiledTemplate.Root.GetProperty("resources").GetProperty("rbac").GetProperty("properties").GetProperty("template");
        var variables = template.GetProperty("variables").EnumerateObject().ToDictionary(variable => variable.Name, variable => variable.Value.GetString()!);
        var assigned = template.GetProperty("resources").EnumerateArray()
            .ToDictionary(role => role.GetProperty("scope").GetString()!.Split('\'')[1], role => role.GetProperty("properties").GetProperty("roleDefinitionId").GetString()!);

        Assert.Equal(["Microsoft.Insights/components", "Microsoft.Storage/storageAccounts"], assigned.Keys.Order());
        Assert.Equal([AzureRoles.MonitoringMetricsPublisher], Roles(assigned["Microsoft.Insights/components"]));
        Assert.Equal(
            AzureRoles.OfTheApp.Except([AzureRoles.MonitoringMetricsPublisher]).Order(),
            Roles(assigned["Microsoft.Storage/storageAccounts"]).Order());

        IEnumerable<string> Roles(string definition) => variables.Where(variable => definition.Contains($"variables('{variable.Key}')", StringComparison.Ordinal)).Select(variable => variable.Value);
    }

    [BicepFact]
    public void The_storage_account_takes_no_keys_and_nothing_unencrypted()
    {
        var account = Assert.Single(CompiledTemplate.OfType("Microsoft.Storage/storageAccounts")).GetProperty("properties");

        Assert.False(account.GetProperty("allowSharedKeyAccess").GetBoolean());
        Assert.False(account.GetProperty("allowBlobPublicAccess").GetBoolean());
        Assert.False(account.GetProperty("allowCrossTenantReplication").GetBoolean());
        Assert.True(account.GetProperty("supportsHttpsTrafficOnly").GetBoolean());
        Assert.Equal("TLS1_2", account.GetProperty("minimumTlsVersion").GetString());
    }

    [BicepFact]
    public void With_a_virtual_network_storage_is_reached_through_it_alone()
    {
        var account = CompiledTemplate.OfType("Microsoft.Storage/storageAccounts")[0].GetProperty("properties");
        var modules = CompiledTemplate.Root.GetProperty("resources");

        Assert.Equal("[if(parameters('isPrivate'), 'Disabled', 'Enabled')]", account.GetProperty("publicNetworkAccess").GetString());
        Assert.Equal("[if(parameters('isPrivate'), 'Deny', 'Allow')]", account.GetProperty("networkAcls").GetProperty("defaultAction").GetString());
        Assert.Equal("[parameters('vnetEnabled')]", modules.GetProperty("storage").GetProperty("properties").GetProperty("parameters").GetProperty("isPrivate").GetProperty("value").GetString());
        Assert.All(["vnet", "privateEndpoints"], name => Assert.Equal("[parameters('vnetEnabled')]", modules.GetProperty(name).GetProperty("condition").GetString()));
        Assert.Equal(
            ["blob", "queue", "table"],
            modules.GetProperty("privateEndpoints").GetProperty("properties").GetProperty("template").GetProperty("variables").GetProperty("services").EnumerateArray().Select(service => service.GetString()));
        Assert.Equal("[if(empty(parameters('subnetId')), null(), parameters('subnetId'))]", Site().GetProperty("virtualNetworkSubnetId").GetString());
    }

    [BicepFact]
    public void What_is_deleted_can_be_taken_back_and_old_versions_do_not_pile_up()
    {
        var blobs = Assert.Single(CompiledTemplate.OfType("Microsoft.Storage/storageAccounts/blobServices")).GetProperty("properties");
        var forgetting = Assert.Single(CompiledTemplate.OfType("Microsoft.Storage/storageAccounts/managementPolicies")).GetProperty("properties").ToString();

        Assert.True(blobs.GetProperty("isVersioningEnabled").GetBoolean());
        Assert.True(blobs.GetProperty("deleteRetentionPolicy").GetProperty("enabled").GetBoolean());
        Assert.True(blobs.GetProperty("containerDeleteRetentionPolicy").GetProperty("enabled").GetBoolean());
        Assert.Contains("daysAfterCreationGreaterThan", forgetting);
        Assert.Equal("CanNotDelete", Assert.Single(CompiledTemplate.OfType("Microsoft.Authorization/locks")).GetProperty("properties").GetProperty("level").GetString());
        Assert.Single(CompiledTemplate.OfType("Microsoft.Storage/storageAccounts/queueServices"));
        Assert.Single(CompiledTemplate.OfType("Microsoft.Storage/storageAccounts/tableServices"));
    }

    [BicepFact]
    public void The_app_runs_on_flex_consumption_with_its_identity_and_its_package_from_storage()
    {
        var configuration = Site().GetProperty("functionAppConfig");

        Assert.Equal("FC1", Assert.Single(CompiledTemplate.OfType("Microsoft.Web/serverfarms")).GetProperty("sku").GetProperty("name").GetString());
        Assert.Equal("""{"name":"dotnet-isolated","version":"10.0"}""", JsonSerializer.Serialize(configuration.GetProperty("runtime")));
        Assert.Equal("UserAssignedIdentity", configuration.GetProperty("deployment").GetProperty("storage").GetProperty("authentication").GetProperty("type").GetString());
        Assert.Equal("UserAssigned", CompiledTemplate.OfType("Microsoft.Web/sites")[0].GetProperty("identity").GetProperty("type").GetString());
        Assert.True(Site().GetProperty("httpsOnly").GetBoolean());
        Assert.All(CompiledTemplate.OfType("Microsoft.Web/sites/basicPublishingCredentialsPolicies"), passwords => Assert.False(passwords.GetProperty("properties").GetProperty("allow").GetBoolean()));
    }

    [BicepFact]
    public void Telemetry_is_taken_from_identities_alone()
    {
        Assert.True(Assert.Single(CompiledTemplate.OfType("Microsoft.Insights/components")).GetProperty("properties").GetProperty("DisableLocalAuth").GetBoolean());
        Assert.True(Assert.Single(CompiledTemplate.OfType("Microsoft.OperationalInsights/workspaces")).GetProperty("properties").GetProperty("features").GetProperty("disableLocalAuth").GetBoolean());
    }

    [BicepFact]
    public void Sign_in_leaves_only_health_and_the_description_open()
    {
        var open = CompiledTemplate.OfType("Microsoft.Web/sites/config").Select(configuration => configuration.GetProperty("properties"))
            .Where(properties => properties.ValueKind == JsonValueKind.Object).Select(properties => properties.GetProperty("globalValidation").GetProperty("excludedPaths"));

        Assert.Equal(2, open.Count());
        Assert.All(open, paths => Assert.Equal(["/api/health", "/api/openapi.json"], paths.EnumerateArray().Select(path => path.GetString())));
    }

    [BicepFact]
    public void There_is_an_alert_for_each_thing_that_somebody_has_to_look_at()
    {
        var alerts = CompiledTemplate.Root.GetProperty("resources").GetProperty("alerts").GetProperty("properties").GetProperty("template").GetProperty("variables").GetProperty("alerts");

        Assert.Equal(["rollout-failed", "guardrail-breached", "fold-lag", "fold-silent", "server-errors"], alerts.EnumerateArray().Select(alert => alert.GetProperty("name").GetString()));
        Assert.All(alerts.EnumerateArray(), alert => Assert.Contains("| summarize value = ", alert.GetProperty("query").GetString()));
    }

    private static JsonElement Site() => Assert.Single(CompiledTemplate.OfType("Microsoft.Web/sites")).GetProperty("properties");
}
