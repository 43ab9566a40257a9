namespace PromptFunctions.IntegrationTests.Support;

/// <summary>Gives the tests of the collection their <see cref="AzuriteFixture"/>.</summary>
[CollectionDefinition(AzuriteFixture.Collection)]
public sealed class AzuriteTestGroup : ICollectionFixture<AzuriteFixture>;
