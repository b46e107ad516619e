"""The modules of Asterisk that are loaded, by what they are for. Nothing else is: a fast start, and less to attack."""

MODULES: dict[str, str] = {
    "files of sound and their formats": "format_wav format_pcm format_sln format_gsm",
    "codecs": "codec_ulaw codec_alaw codec_a_mu codec_gsm codec_resample res_format_attr_opus",
    "clock and storage": "res_timing_timerfd res_sorcery_config res_sorcery_memory res_sorcery_astdb",
    "web server, ARI and Stasis": (
        "res_http_websocket res_websocket_client res_stasis res_stasis_answer res_stasis_playback res_stasis_recording "
        "res_stasis_snoop res_stasis_device_state app_stasis res_ari res_ari_model res_ari_applications "
        "res_ari_asterisk res_ari_bridges res_ari_channels res_ari_device_states res_ari_endpoints res_ari_events "
        "res_ari_playbacks res_ari_recordings res_ari_sounds"
    ),
    "SIP and RTP": (
        "res_pjproject res_pjsip res_pjsip_session res_pjsip_pubsub res_pjsip_outbound_publish "
        "res_rtp_asterisk res_rtp_multicast res_srtp res_crypto chan_pjsip chan_rtp res_pjsip_sdp_rtp res_pjsip_acl "
        "res_pjsip_authenticator_digest res_pjsip_outbound_authenticator_digest res_pjsip_outbound_registration "
        "res_pjsip_caller_id res_pjsip_diversion res_pjsip_dlg_options res_pjsip_dtmf_info res_pjsip_empty_info "
        "res_pjsip_endpoint_identifier_ip res_pjsip_endpoint_identifier_user res_pjsip_header_funcs res_pjsip_nat "
        "res_pjsip_path res_pjsip_registrar res_pjsip_rfc3326 res_pjsip_logger res_security_log"
    ),
    "bridges": (
        "bridge_simple bridge_softmix bridge_holding bridge_native_rtp bridge_builtin_features chan_bridge_media"
    ),
    "the dialplan and what it calls": (
        "pbx_config app_dial app_echo app_exec app_mixmonitor app_playback app_queue app_read app_record app_stack "
        "app_userevent app_verbose func_callerid func_channel func_cut func_db func_dialplan func_env func_global "
        "func_groupcount func_hangupcause func_logic func_rand func_strings func_timeout func_talkdetect "
        "func_pjsip_endpoint"
    ),
    "music, recordings, sounds by HTTP": "res_musiconhold res_curl res_http_media_cache",
    "the witness": "res_cdrel_custom cel_custom",
}


def lines() -> str:
    """The body of modules.conf, in the order in which they load."""
    return "\n".join(
        f"; {purpose}\n" + "\n".join(f"load = {name}.so" for name in names.split())
        for purpose, names in MODULES.items()
    )
