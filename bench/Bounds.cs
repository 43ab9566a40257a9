using Spectre.Console;

namespace PromptFunctions.Bench;

/// <summary>Tells whether figures are as they should be.</summary>
internal static class Bounds
{
    public static bool Report(bool areKept)
    {
        AnsiConsole.MarkupLine(areKept ? "[green]within the bounds[/]" : "[red]out of bounds[/]");
        return areKept;
    }
}
