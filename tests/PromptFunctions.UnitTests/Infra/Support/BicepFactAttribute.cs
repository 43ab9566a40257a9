namespace PromptFunctions.UnitTests.Infra.Support;

/// <summary>A fact that needs a Bicep compiler, and is skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class BicepFactAttribute : FactAttribute
{
    public BicepFactAttribute() => Skip = BicepCompiler.Missing;
}
