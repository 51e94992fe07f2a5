/** The settings of npm 11.19 (`npm config ls -l`): a name that is one of them is not a misspelt option of this program. */
const NPM_SETTINGS = new Set(
  `
  access all allow_directory allow_file allow_git allow_remote allow_same_version allow_scripts
  allow_scripts_pending allow_scripts_pin also audit audit_level auth_type before bin_links browser bypass_2fa ca
  cache cache_max cache_min cafile call cert cidr color commit_hooks cpu dangerously_allow_all_scripts depth
  description dev diff diff_dst_prefix diff_ignore_all_space diff_name_only diff_no_prefix diff_src_prefix
  diff_text diff_unified dry_run editor engine_strict expect_result_count expect_results expires fetch_retries
  fetch_retry_factor fetch_retry_maxtimeout fetch_retry_mintimeout fetch_timeout force foreground_scripts
  format_package_lock fund git git_tag_version global global_prefix global_style globalconfig heading https_proxy
  if_present ignore_scripts include include_attestations include_staged include_workspace_root init_author_email
  init_author_name init_author_url init_license init_module init_private init_type init_version install_links
  install_strategy json key legacy_bundling legacy_peer_deps libc link local_address local_prefix location
  lockfile_version loglevel logs_dir logs_max long maxsockets message min_release_age min_release_age_exclude name
  node_gyp node_options nodedir noproxy npm_version offline omit omit_lockfile_registry_resolved only optional
  orgs orgs_permission os otp pack_destination package package_lock package_lock_only packages packages_all
  packages_and_scopes_permission parseable prefer_dedupe prefer_offline prefer_online prefix preid production
  progress provenance provenance_file proxy read_only rebuild_bundle registry replace_registry_host save
  save_bundle save_dev save_exact save_optional save_peer save_prefix save_prod sbom_format sbom_type scope scopes
  script_shell searchexclude searchlimit searchopts searchstaleness shell shrinkwrap sign_git_commit sign_git_tag
  strict_allow_scripts strict_peer_deps strict_ssl tag tag_version_prefix timing token_description umask unicode
  update_notifier usage user_agent userconfig version versions viewer which workspace workspaces workspaces_update
  yes
`
    .trim()
    .split(/\s+/),
);

/** @param name as npm exports it, without `npm_config_` */
export function isNpmSetting(name: string): boolean {
  return NPM_SETTINGS.has(name);
}
