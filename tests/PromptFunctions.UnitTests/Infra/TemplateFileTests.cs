using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.RegularExpressions;
using PromptFunctions.Core.Telemetry;
using PromptFunctions.UnitTests.Infra.Support;

namespace PromptFunctions.UnitTests.Infra;

/// <summary>What holds of the files of infra/ also where there is no compiler for them.</summary>
public sealed partial class TemplateFileTests
{
    private static readonly JsonElement Parameters = JsonSerializer.Deserialize<JsonElement>(InfraFiles.Read("infra", "main.parameters.json")).GetProperty("parameters");

    public static TheoryData<string> Files => [.. InfraFiles.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_declared_is_used(string file) =>
        Assert.DoesNotContain(InfraFiles.All[file].Values, name => InfraFiles.All[file].Count(name) < 2);

    [Theory]
    [MemberData(nameof(Files))]
    public void Modules_get_what_they_need_and_nothing_else(string file)
    {
        foreach (var (name, (path, passed)) in InfraFiles.All[file].Modules)
        {
            var module = InfraFiles.All[path];
            Assert.Equal((name, ""), (name, string.Join(", ", module.Required.Except(passed))));
            Assert.Equal((name, ""), (name, string.Join(", ", passed.Except(module.Declared))));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Outputs_that_are_read_are_there(string file)
    {
        var reader = InfraFiles.All[file];

        Assert.All(reader.OutputsRead, read => Assert.Contains(read.Output, InfraFiles.All[reader.Modules[read.Module].File].Outputs));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_is_referred_to_is_there(string file) =>
        Assert.Empty(InfraFiles.All[file].References.Except(InfraFiles.All[file].Symbols));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_resource_pins_a_version_that_is_no_preview(string file) =>
        Assert.All(InfraFiles.All[file].ResourceTypes, type => Assert.Matches(@"^[\w.]+(/\w+)+@\d{4}-\d\d-\d\d$", type));

    [Theory]
    [MemberData(nameof(Files))]
    public void No_file_asks_for_a_key_or_holds_a_connection_string(string file) =>
        Assert.DoesNotMatch(new Regex(@"\blist\w*\(|AccountKey|InstrumentationKey|SharedAccessSignature|AzureWebJobsStorage:", RegexOptions.IgnoreCase), InfraFiles.All[file].Code);

    [Fact]
    public void The_files_name_the_four_roles_and_let_nobody_in_with_a_key()
    {
        Assert.Equal(AzureRoles.OfTheApp.Order(), Guids().Matches(InfraFiles.All["app/rbac.bicep"].Code).Select(role => role.Value).Order());
        Assert.Contains("allowSharedKeyAccess: false\n", InfraFiles.All["app/storage.bicep"].Code);
        Assert.Contains("minimumTlsVersion: 'TLS1_2'\n", InfraFiles.All["app/storage.bicep"].Code);
        Assert.Contains("DisableLocalAuth: true\n", InfraFiles.All["app/monitoring.bicep"].Code);
        Assert.Contains("var tags = { 'azd-env-name': environmentName }\n", InfraFiles.All["main.bicep"].Code);
        Assert.All(InfraFiles.All.Values.Where(file => file.Declared.Contains("tags")), file => Assert.Matches(@"(?m)^ +tags: (tags|union\(tags, .+\))$", file.Code));
    }

    [Fact]
    public void Alerts_and_questions_ask_for_what_the_code_measures_by_the_names_that_it_has()
    {
        string[] queries = [InfraFiles.All["app/alerts.bicep"].Code, .. Kusto().Matches(InfraFiles.Read("docs", "observability.md")).Select(block => block.Value)];
        var measured = typeof(PromptInstruments).GetProperties().Select(property => property.GetValue(null)).OfType<Instrument>().Select(instrument => instrument.Name).ToList();
        string[] known = [.. typeof(TelemetryTags).GetFields().Select(tag => (string)tag.GetRawConstantValue()!), "CategoryName", "Prompt", "Live", "Action", "Actor", "Revision"];

        Assert.All(queries.SelectMany(query => Measurement().Matches(query)), name => Assert.Contains(name.Groups[1].Value, measured));
        Assert.All(queries.SelectMany(query => Dimension().Matches(query)), name => Assert.Contains(name.Groups[1].Value, known));
        // Where a word of the language is a column's name, the query is refused.
        Assert.All(queries, query => Assert.DoesNotMatch(@"\b(by|in|on|to|from|where|with|of|and|or) =[^=~]", query));
    }

    [Fact]
    public void Every_file_is_part_of_the_template()
    {
        var parts = InfraFiles.All.Values.SelectMany(file => file.Modules.Values).Select(module => module.File);

        // settings.bicep is imported, not deployed.
        Assert.Equal(InfraFiles.All.Keys.Order(StringComparer.Ordinal), parts.Distinct().Append("main.bicep").Append("app/settings.bicep").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_parameter_can_be_set_for_an_environment_by_a_variable_of_its_own()
    {
        Assert.Equal(InfraFiles.All["main.bicep"].Declared, Parameters.EnumerateObject().Select(parameter => parameter.Name));
        Assert.All(Variables(), variable => Assert.Matches(@"^\$\{[A-Z_]+\}$", variable));
        Assert.Equal(Variables().Count(), Variables().Distinct().Count());
    }

    [Fact]
    public void The_deployment_guide_names_every_parameter_and_its_variable()
    {
        var guide = InfraFiles.Read("docs", "deploy.md");

        Assert.All(Variables(), variable => Assert.Contains($"`{variable[2..^1]}`", guide));
    }

    [Fact]
    public void Azd_finds_the_project_and_the_app_of_its_one_service()
    {
        var azd = InfraFiles.Read("azure.yaml");

        Assert.Matches(@"(?m)^services:\n  api:\n    project: ./src/PromptFunctions\n    language: dotnet\n    host: function$", azd);
        Assert.True(File.Exists(InfraFiles.PathOf("src", "PromptFunctions", "PromptFunctions.csproj")));
        Assert.Contains("tags: union(tags, { 'azd-service-name': 'api' })", InfraFiles.All["app/api.bicep"].Code);
        Assert.All(["AZURE_LOCATION", "AZURE_TENANT_ID", "SERVICE_API_NAME", "SERVICE_API_URI"], output => Assert.Contains(output, InfraFiles.All["main.bicep"].Outputs));
    }

    private static IEnumerable<string> Variables() => Parameters.EnumerateObject().Select(parameter => parameter.Value.GetProperty("value").GetString()!);

    [GeneratedRegex("```kusto.*?```", RegexOptions.Singleline)]
    private static partial Regex Kusto();

    [GeneratedRegex("\"(prompts\\.[^\"]+)\"")]
    private static partial Regex Measurement();

    [GeneratedRegex("""customDimensions(?:\["|\.)([\w.]+)""")]
    private static partial Regex Dimension();

    [GeneratedRegex(@"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")]
    private static partial Regex Guids();
}
