using System.Text.Json;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.UnitTests.Support;

/// <summary>Values that tests start from.</summary>
internal static class Samples
{
    public static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static VersionNumber V(string text) => VersionNumber.Parse(text);

    public static ChatMessage Message(ChatRole role, string content) => new() { Role = role, Content = content };

    public static JsonElement Json(string json) => JsonSerializer.Deserialize<JsonElement>(json);

    /// <summary>A version with something in every member.</summary>
    public static VersionRecord Version(string number = "1.2.0-rc.1") => new()
    {
        Prompt = "text_to_sql",
        Version = V(number),
        Branch = "main",
        Parent = V("1.1.0"),
        Status = VersionStatus.Testing,
        Format = ContentFormat.Chat,
        ContentHash = PromptContent.OfText("x").Hash,
        Variables = [new("question", true), new("스키마", false)],
        Author = "데이터팀",
        Description = "Asks for SQL",
        ChangeLog = ["first", "", "second 😀"],
        Metadata = new Dictionary<string, JsonElement>
        {
            ["Case"] = Json("""{"Deep": [1, 1.50, null, "x"]}"""),
            ["case"] = Json("null"),
            ["big"] = Json("12345678901234567890.5"),
        },
        Dependencies = ["glossary@^1.0.0"],
        Tags = ["sql", "한국어"],
        CreatedAt = Noon,
        UpdatedAt = Noon.AddTicks(1234567),
        StatusHistory = [new(VersionStatus.Draft, Noon, "ann", null), new(VersionStatus.Testing, Noon.AddHours(1), "bob", "ready")],
        Approvals = [new("carol", Noon.AddHours(2), null)],
        Served = true,
    };

    public static TemplateVariable[] Variables(params string[] names) => [.. names.Select(name => new TemplateVariable(name.TrimEnd('?'), !name.EndsWith('?')))];
}
