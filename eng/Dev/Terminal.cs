using Spectre.Console;

namespace PromptFunctions.Dev;

/// <summary>Where the tool prints: colours for a person, plain lines for a file or a build server.</summary>
internal static class Terminal
{
    private const int PlainWidth = 110;

    public static bool Plain { get; } = Console.IsOutputRedirected || IsSet("CI") || IsSet("NO_COLOR");

    public static IAnsiConsole Out { get; } = Create();

    /// <summary>A line of progress, in Spectre markup.</summary>
    public static void Step(string markup) => Out.MarkupLine($"[grey]›[/] {markup}");

    /// <summary>A line as it is: neither wrapped nor read as markup.</summary>
    public static void Line(string text = "") => Console.Out.WriteLine(text);

    public static void Error(string message)
    {
        Console.Out.Flush();
        Console.Error.WriteLine(Plain ? $"error: {message}" : $"\e[31merror:\e[0m {message}");
    }

    private static IAnsiConsole Create()
    {
        if (!Plain)
            return AnsiConsole.Console;

        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = PlainWidth;
        return console;
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is not (null or "" or "0" or "false");
}
