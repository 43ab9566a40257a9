using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptFunctions.Settings;
using PromptFunctions.UnitTests.Support;

namespace PromptFunctions.UnitTests.Settings;

/// <summary>docs/settings.md and local.settings.sample.json hold what the code has.</summary>
public sealed class SettingsDocumentTests
{
    private const string None = "–";

    private static readonly Dictionary<string, (string Default, string Range, string Effect)> Rows = MarkdownTable.Read("docs/settings.md")
        .ToDictionary(row => NameOf(row[0]), row => (row[1], row[2], row[3]));

    private static readonly Dictionary<string, string> Sample = JsonDocument.Parse(File.ReadAllText(Repository.Path("local.settings.sample.json")))
        .RootElement.GetProperty("Values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetString()!);

    public static TheoryData<string> Names => [.. SettingsCatalog.All.Select(setting => setting.Name)];

    [Fact]
    public void There_is_a_row_for_every_setting_and_no_other() => Assert.Equal(SettingsCatalog.All.Select(setting => setting.Name).Order(), Rows.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_row_says_the_default_the_range_and_the_effect(string name)
    {
        var (setting, row) = (SettingsCatalog.All.Single(setting => setting.Name == name), Rows[name]);

        if (setting.IsOpen) Assert.NotEqual("", row.Default);
        else Assert.Equal(setting.Default is null ? None : Setting.Text(setting.Default), row.Default.Trim('`'));
        if (setting.Range is { } range) Assert.Equal($"{range.Least}–{range.Most}", row.Range);
        else if (setting.Choices.Count > 0) Assert.Equal(string.Join(", ", setting.Choices.Select(choice => $"`{choice}`")), row.Range);
        else Assert.NotEqual("", row.Range);
        Assert.NotEqual("", row.Effect);
    }

    [Fact]
    public void The_sample_has_every_setting_with_its_default_and_storage_on_this_machine()
    {
        var expected = SettingsCatalog.All.ToDictionary(setting => setting.Name, setting => setting.IsOpen ? "" : Setting.Text(setting.Default));
        expected["AzureWebJobsStorage"] = "UseDevelopmentStorage=true";
        expected["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated";

        Assert.Equal(expected.OrderBy(setting => setting.Key, StringComparer.Ordinal), Sample.OrderBy(setting => setting.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void The_sample_is_accepted()
    {
        using var app = Services(Sample!);

        Assert.Null(SettingsCheck.Explain(app));
    }

    [Fact]
    public void Every_options_class_is_registered()
    {
        using var app = Services([]);

        Assert.NotEmpty(SettingsCatalog.Classes);
        Assert.All(SettingsCatalog.Classes, type => Assert.NotEmpty(app.GetServices(typeof(IValidateOptions<>).MakeGenericType(type))));
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) =>
        new ServiceCollection().AddPromptFunctions(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()).BuildServiceProvider();

    // `A:B:{name}` stands for all names below `A:B`.
    private static string NameOf(string cell) => cell.Trim('`').Split(":{")[0];
}
