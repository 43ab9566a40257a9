using PromptFunctions.IntegrationTests.Support;

namespace PromptFunctions.IntegrationTests.Orchestrations.Support;

/// <summary>Gives the tests of orchestrations an Azurite of their own: they keep it busy.</summary>
[CollectionDefinition(Name)]
public sealed class OrchestrationsGroup : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Orchestrations";
}
