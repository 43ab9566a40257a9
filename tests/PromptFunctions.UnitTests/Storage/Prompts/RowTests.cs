using System.Text.Json;
using Azure.Data.Tables;
using FsCheck.Fluent;
using PromptFunctions.Core.Audit;
using PromptFunctions.Core.Changes;
using PromptFunctions.Core.Metrics;
using PromptFunctions.Core.Prompts;
using PromptFunctions.Core.Rollouts;
using PromptFunctions.Core.Rollouts.Guardrails;
using PromptFunctions.Core.Routing;
using PromptFunctions.Core.Versions;
using PromptFunctions.Storage.Prompts;
using PromptFunctions.Storage.Tables;
using PromptFunctions.UnitTests.Rollouts;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Support.Samples;

namespace PromptFunctions.UnitTests.Storage.Prompts;

public sealed class RowTests
{
    [Fact]
    public void A_version_is_read_as_it_was_written() => RequireSame(Version(), VersionRow.Read(Stored(VersionRow.Write(Version()))));

    [Fact]
    public void Any_version_is_read_as_it_was_written() => Sampled.Each(
        from number in Inputs.Versions
        from texts in Inputs.Strings.ArrayOf(5)
        from lists in Inputs.Strings.ListOf().ArrayOf(2)
        from status in Gen.Elements(Enum.GetValues<VersionStatus>())
        from served in Gen.Elements(true, false)
        select new VersionRecord
        {
            Prompt = "p",
            Version = number,
            Branch = "b",
            Status = status,
            Format = ContentFormat.Text,
            ContentHash = "sha256:0",
            Variables = [],
            Author = Whole(texts[0]),
            Description = texts[1].Length == 0 ? null : Whole(texts[1]),
            ChangeLog = [.. lists[0].Select(Whole)],
            Tags = [.. lists[1].Select(Whole)],
            Metadata = new Dictionary<string, JsonElement> { [Whole(texts[2])] = JsonSerializer.SerializeToElement(Whole(texts[3])) },
            CreatedAt = Noon.AddTicks(texts[4].Length),
            UpdatedAt = Noon,
            StatusHistory = [new(status, Noon, Whole(texts[4]), null)],
            Served = served,
        },
        version => RequireSame(version, VersionRow.Read(Stored(VersionRow.Write(version)))));

    [Fact]
    public void The_largest_fields_fit_a_versions_row()
    {
        var most = new string('x', 32_768);
        var version = Version() with
        {
            Author = most,
            Description = most,
            ChangeLog = [most[4..]],
            Tags = [most[4..]],
            Dependencies = [most[4..]],
            Metadata = new Dictionary<string, JsonElement> { ["m"] = JsonSerializer.SerializeToElement(most[8..]) },
            StatusHistory = [new(VersionStatus.Draft, Noon, most, null), new(VersionStatus.Testing, Noon, most, most)],
            Approvals = [new(most, Noon, most)],
        };
        var row = VersionRow.Write(version);

        Assert.InRange(EntitySize.Of(row), 1, EntitySize.MaximumRow);
        RequireSame(version, VersionRow.Read(Stored(row)));
    }

    [Fact]
    public void A_version_that_is_taken_down_without_being_read_keeps_all_but_its_status()
    {
        var live = Version() with { Status = VersionStatus.Production };
        var step = new StatusChange(VersionStatus.Deprecated, Noon.AddDays(1), "ann", "replaced by 2.0.0");
        var stored = VersionRow.Write(live);
        foreach (var (name, value) in VersionRow.WriteRetired(live.Prompt, new(live.Version, [.. live.StatusHistory, step]))) stored[name] = value;

        RequireSame(live.WithStatus(step), VersionRow.Read(Stored(stored)));
    }

    [Fact]
    public void The_row_of_a_version_can_be_filtered_by_what_listings_filter_by()
    {
        var row = VersionRow.Write(Version());

        Assert.Equal(("testing", "main"), (row.GetString("Status"), row.GetString("Branch")));
        Assert.Null(PromptStaging.ImportOf(row));
    }

    [Fact]
    public void A_prompt_is_read_as_it_was_written()
    {
        var prompt = new PromptRecord
        {
            Name = "text_to_sql",
            Type = "text_to_sql",
            Format = ContentFormat.Chat,
            Description = "설명",
            Tags = ["a", "b"],
            Metrics = new Dictionary<string, MetricDefinition> { ["Accuracy"] = new() { Goal = MetricGoal.Maximize, Kind = MetricKind.Proportion, Unit = "%" }, ["other"] = new() },
            Settings = new() { Gate = PromptGate.Validate, Protected = true, StrictVersions = true },
            CreatedAt = Noon,
            UpdatedAt = Noon.AddTicks(1),
            Branches = new Dictionary<string, BranchRecord>
            {
                ["main"] = new() { Head = V("2.0.0"), HeadVariables = Variables("a", "b?"), Counter = 3, Ahead = 3 },
                ["concise"] = new() { Base = V("1.0.0"), Head = V("1.0.1-concise.2"), Counter = 2, Ahead = 1, CreatedAt = Noon, CreatedBy = "ann" },
            },
            StatusCounts = new Dictionary<VersionStatus, int> { [VersionStatus.Draft] = 2, [VersionStatus.Production] = 1 },
            LiveHistory = [new(VersionStatus.Production, Noon, "ann", "go")],
            Deployment = new("01ARYZ6S41TSV4RRFFQ69G5FAV", V("2.0.0"), V("1.0.0")),
            LiveDeployment = "01ARYZ6S41TSV4RRFFQ69G5FA0",
            Imports = ["01ARYZ6S41"],
        };

        RequireSame(prompt, PromptRow.Read(Stored(PromptRow.Write(prompt with { StoreTag = "read before" }))));
        RequireSame(PromptService.New("p", "t", Noon), PromptRow.Read(Stored(PromptRow.Write(PromptService.New("p", "t", Noon)))));
    }

    [Fact]
    public void A_route_is_read_as_it_was_written()
    {
        static ServedVersion Served(string version) => new(V(version), "sha256:" + version);

        var route = new RouteRecord
        {
            Prompt = "text_to_sql",
            Format = ContentFormat.Chat,
            Revision = long.MaxValue,
            Live = Served("1.0.0"),
            EarlierLive = [V("0.9.0"), V("0.8.0-rc.1")],
            Labels = new Dictionary<string, ServedVersion> { ["stable"] = Served("1.0.0"), ["a.b-c_d"] = Served("2.0.0-RC.1") },
            Rollout = new("r1", "salt|\n", 0.01m, Served("1.1.0"), Served("1.0.0")),
            Experiment = new("e1", "salt", [new("control", Served("1.0.0"), 0.1, 0, 1000), new("treatment", Served("1.1.0"), 0.9, 1000, 10000)], Samples.Noon),
        };

        RequireSame(route, RouteRow.Read(Stored(RouteRow.Write(route))));
        RequireSame(new RouteRecord { Prompt = "p" }, RouteRow.Read(Stored(RouteRow.Write(new() { Prompt = "p" }))));
    }

    [Fact]
    public void A_deployment_is_read_as_it_was_written()
    {
        var full = new DeploymentRecord
        {
            Id = "01ARYZ6S41TSV4RRFFQ69G5FAV",
            Prompt = "text_to_sql",
            Version = V("1.1.0-rc.1"),
            Baseline = V("1.0.0"),
            Strategy = DeploymentStrategy.Custom,
            Status = DeploymentStatus.Paused,
            Stage = DeploymentStage.Monitoring,
            Percentage = 12.5m,
            CurrentStep = 1,
            Steps = [.. Deployments.Steps("0 PT1,50S", "12.50 manual", "100").Select(DeploymentStep.Of)],
            Guardrails =
            [
                new(new() { Metric = "오류", MaxRegressionPercent = 0.1, MinSamples = 1, Required = true, Action = GuardrailAction.Pause }, MetricGoal.Minimize, MetricKind.Proportion,
                    new(GuardrailVerdict.Error, 1e300, -0.1, long.MaxValue, Noon, "왜"), 4),
                new(new() { Metric = "m", Max = double.MaxValue }, MetricGoal.None),
            ],
            IsRollback = true,
            RollbackOf = "01ARYZ6S41TSV4RRFFQ69G5FA0",
            Description = "설명",
            Reason = "because",
            StartedAt = Noon,
            EndedAt = Noon.AddTicks(1),
            HoldEndsAt = Noon.AddTicks(2),
            HoldRemaining = TimeSpan.FromTicks(3),
            EvaluatedAt = Noon.AddTicks(4),
            Events = [new(Noon, DeploymentEventKinds.Created, "", "데이터팀")],
        };

        RequireSame(full, DeploymentRow.Read(Stored(DeploymentRow.Write(full with { StoreTag = "read before" }))));
        RequireSame(Deployments.Pending() with { Baseline = null }, DeploymentRow.Read(Stored(DeploymentRow.Write(Deployments.Pending() with { Baseline = null }))));
        Assert.Equal("paused", DeploymentRow.Write(full).GetString("Status"));
    }

    [Fact]
    public void A_guardrail_from_before_kinds_were_kept_is_about_a_mean()
    {
        var row = DeploymentRow.Write(Deployments.Pending() with { Guardrails = [new(new() { Metric = "m", Max = 1 }, MetricGoal.Minimize, MetricKind.Proportion)] });
        foreach (var (name, value) in row.Where(property => property.Value is string).ToList()) row[name] = ((string)value).Replace(",\"kind\":\"proportion\"", "", StringComparison.Ordinal);

        Assert.Equal(MetricKind.Mean, Assert.Single(DeploymentRow.Read(Stored(row)).Guardrails).Kind);
    }

    [Fact]
    public void A_route_with_the_most_labels_fits_its_row()
    {
        var hash = PromptContent.OfText("x").Hash;
        var longest = V("1.0.0-" + new string('a', 122));
        var route = new RouteRecord
        {
            Prompt = new string('p', 128),
            Labels = Enumerable.Range(0, 1000).ToDictionary(i => $"{i:D128}", _ => new ServedVersion(longest, hash)),
        };

        Assert.InRange(EntitySize.Of(RouteRow.Write(route)), 1, EntitySize.MaximumRow);
    }

    [Fact]
    public void An_audit_entry_is_read_as_it_was_written()
    {
        var full = new AuditEntry
        {
            At = Noon.AddTicks(7),
            By = "데이터팀",
            Action = AuditActions.VersionPromoted,
            Target = "1.0.0",
            Before = AuditEntry.State(new { Status = VersionStatus.Testing, Live = V("0.9.0") }),
            After = Samples.Json("""{"nested":{"a":[1,null,1.10,"서울"]}}"""),
            Reason = new string('r', 32_768),
        };
        var bare = new AuditEntry { At = Noon, By = "system", Action = AuditActions.Imported, Target = "p" };

        RequireSame(full, AuditRow.Read(Stored(AuditRow.Write("p", full))));
        RequireSame(bare, AuditRow.Read(Stored(AuditRow.Write("p", bare))));
    }

    [Theory]
    [InlineData("application/json", "{}", "/api/x", "\"tag\"")]
    [InlineData(null, "", null, null)]
    public void An_answer_is_read_as_it_was_written(string? contentType, string body, string? location, string? tag)
    {
        var answer = new RecordedAnswer(201, contentType, System.Text.Encoding.UTF8.GetBytes(body), location, tag);
        var row = Stored(AnswerRow.Write("p", new("id", "hash"), answer, null, Noon));

        var read = AnswerRow.Read(row, default);

        Assert.Equal("hash", read.RequestHash);
        Assert.Equal(answer with { Body = default }, read.Answer with { Body = default });
        Assert.Equal(answer.Body.ToArray(), read.Answer.Body.ToArray());
        Assert.False(AnswerRow.IsExpired(row, Noon.AddHours(24)));
        Assert.True(AnswerRow.IsExpired(row, Noon.AddHours(24).AddTicks(1)));
    }

    private static string Whole(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>A row as storage gives it back: without what was null.</summary>
    private static TableEntity Stored(TableEntity written) => new(written.Where(property => property.Value is not null).ToDictionary(property => property.Key, property => property.Value))
    {
        ETag = new("W/\"1\""),
    };

    private static void RequireSame<T>(T written, T read)
    {
        static string Text(T record) => JsonSerializer.SerializeToNode(record, Core.Json.CoreJson.Options)!.ToJsonString();

        var expected = JsonSerializer.SerializeToNode(written, Core.Json.CoreJson.Options)!.AsObject();
        if (expected.ContainsKey("storeTag")) expected["storeTag"] = "W/\"1\"";
        Assert.Equal(expected.ToJsonString(), Text(read));
    }
}
